"""Reports that wait their turn, or travel to another process: as few bytes as will do."""

from __future__ import annotations

import hashlib
import json
import pickle
import zlib

from govreport.report import Report


def pack(kept: object) -> bytes:
    """Return a report in two to four kilobytes; the object itself takes six, a pickled one ten."""
    return zlib.compress(pickle.dumps(kept, pickle.HIGHEST_PROTOCOL), 1)


def unpack(packed: bytes) -> object:
    """Return what `pack` has packed in this run; nothing else may come here."""
    return pickle.loads(zlib.decompress(packed))  # noqa: S301  our own, of this run


def digest_of(report: Report) -> str:
    """Return the SHA-256 of all that is given for a report, in hexadecimal digits."""
    data = json.dumps(report.to_data(), ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(data.encode()).hexdigest()
