"""Reading sentences: what the text of a report states, as claims that can be compared with its figures.

    measures       what a figure may be a figure of, and the words it is known by
    claim          one statement, and where it stands
    scopes         whose figure it is: the body's own, a unit's, another year's
    applications, disputes, documents, absolutes    the readers of sentences, by subject
    lists, ratios  parts of a whole; shares and changes
    cells          what the tables say of a measure
    judging        claims against the tables

No language model, no training: words and their order. What the readers do not understand is no claim.
"""

from __future__ import annotations
