"""The paths of table 三 as the papers have them, written by hand: what tests of forms and sums expect."""

from __future__ import annotations

RESULTS = [
    "results.granted",
    "results.partly_granted",
    "results.denied.state_secret",
    "results.denied.prohibited_by_law",
    "results.denied.safety_and_stability",
    "results.denied.third_party_rights",
    "results.denied.internal_affairs",
    "results.denied.process_information",
    "results.denied.enforcement_files",
    "results.denied.administrative_enquiry",
    "results.unavailable.not_held",
    "results.unavailable.needs_creation",
    "results.unavailable.still_unclear",
    "results.not_processed.complaint",
    "results.not_processed.repeated",
    "results.not_processed.publication",
    "results.not_processed.excessive",
    "results.not_processed.reconfirmation",
]
"""The rows of outcomes that all editions share: （一） to （五）."""
RESULTS_2021 = [
    *RESULTS,
    "results.other.correction_overdue",
    "results.other.fee_unpaid",
    "results.other.other",
]
"""Those with the rows of （六） from 2021 on; before, it is one row."""
ROWS_2019 = ["received", "carried_over", *RESULTS, "results.other", "results.total", "carried_forward"]
ROWS_2021 = ["received", "carried_over", *RESULTS_2021, "results.total", "carried_forward"]
COLUMNS = [
    "natural_person",
    "organisation.business",
    "organisation.research",
    "organisation.public_welfare",
    "organisation.legal_service",
    "organisation.other",
    "total",
]
BLOCKS = ["reconsideration", "litigation_direct", "litigation_after_reconsideration"]
"""The blocks of table 四."""
OUTCOMES = ["upheld", "corrected", "other", "pending", "total"]
