"""Word files as PDF, by LibreOffice: many at a time, in faces this machine has, each looked at afterwards."""

from govreport.pdf.conversion import Wanted, write_pdfs
from govreport.pdf.fonts import Face, faces
from govreport.pdf.verification import require_reader

__all__ = ["Face", "Wanted", "faces", "require_reader", "write_pdfs"]
