"""Fields of Word that start a program, their instructions written in every manner Word understands."""

from __future__ import annotations

from typing import Final

from attacks.documents import run

BEGIN, SEPARATE, END = (
    f'<w:r><w:fldChar w:fldCharType="{step}"/></w:r>' for step in ("begin", "separate", "end")
)


def code(markup: str) -> str:
    """Return a piece of an instruction."""
    return f"<w:r><w:instrText>{markup}</w:instrText></w:r>"


STARTING: Final = (
    code("<![CDATA[ DDEAUTO c:/x ]]>"),
    code("DD<!-- a -->EAUTO x"),
    code("DD<?a b?>E x"),
    code(" &#68;DE x"),
    code("D") + run("") + code("DE x"),
    "<w:r><w:instrText w:a='x>y'>DDE x</w:instrText></w:r>",
    "<w:r><w:delInstrText>DDE x</w:delInstrText></w:r>",
    f"{code(' D')}</w:p><w:p>{code('DE x')}",
    BEGIN + code(" QUOTE 68 68 69 65 85 84 79") + END + code(" x"),
    BEGIN + code(' QUOTE "DDE"') + SEPARATE + run("1") + END + code(" x"),
    BEGIN + code(" SET a DDEAUTO") + END + code(" x"),
    BEGIN + code(" REF a") + SEPARATE + run("DDE") + END + code(" x"),
    code(" IF 1=1 ") + BEGIN + code(" DDE x") + END,
)
"""What may stand between the mark a field begins with and the one before what it shows."""
