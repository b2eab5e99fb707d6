"""Damage to tables and pages that were taken apart already, and to PDF files."""

from __future__ import annotations

import json
import re
from random import Random
from typing import Final, cast

from damage import LARGEST, WORDS, damaged_bytes, damaged_data, damaged_words, rearrange

_PARTS_OF_PDF: Final = re.compile(rb"-?\d+(?:\.\d+)?|/?[A-Za-z]+|<[0-9A-Fa-f]+>|\s+|.", re.DOTALL)
Rows = list[list[list[object]]]


def damaged_blocks(data: bytes, dice: Random) -> bytes:
    """Return the blocks of a document with its tables torn, shuffled, merged, and their texts changed.

    A block is a text, or a table: rows of cells, each a text, how many columns it takes, and whether it
    continues the cell above.
    """
    blocks = cast("list[str | Rows]", json.loads(data or b"[]"))
    for _ in range(dice.choice((1, 1, 2, 5, 15))):
        tables = [at for at, block in enumerate(blocks) if isinstance(block, list) and block]
        if not tables or dice.random() < 0.15:
            _damage_order(blocks, dice)
        else:
            _damage_table(blocks, dice.choice(tables), dice)
    return json.dumps(blocks, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _damage_order(blocks: list[str | Rows], dice: Random) -> None:
    if not blocks or dice.random() < 0.25:
        blocks.insert(dice.randrange(len(blocks) + 1), dice.choice(WORDS))
    else:
        rearrange(blocks, dice)


def _damage_table(blocks: list[str | Rows], number: int, dice: Random) -> None:
    rows = cast("Rows", blocks[number])
    at, other = dice.randrange(len(rows)), dice.randrange(len(rows))
    change = dice.randrange(11)
    if change < 3:
        rearrange(rows, dice)
    elif change == 3:
        blocks[number : number + 1] = [rows[:at], rows[at:]]
    elif change == 4:
        rows[:] = [
            [[row[column][0] if column < len(row) else "", 1, False] for row in rows]
            for column in range(max(map(len, rows)))
        ]
    elif change == 5 and number + 1 < len(blocks) and isinstance(blocks[number + 1], list):
        rows += cast("Rows", blocks.pop(number + 1))
    elif change == 6:
        texts = [cell[0] for row in rows for cell in row]
        dice.shuffle(texts)
        for row in rows[at:other] or rows:
            for cell in row:
                cell[0] = texts.pop()
    else:
        _damage_row(rows[at], rows[other], dice)


def _damage_row(row: list[list[object]], other: list[list[object]], dice: Random) -> None:
    if not row or not other:
        row.append([dice.choice(WORDS), 1, False])
        return
    at, from_other = dice.randrange(len(row)), dice.randrange(len(other))
    change = dice.randrange(7)
    if change == 0:
        del row[at]
    elif change == 1 and len(row) < 300:
        row.insert(at, list(other[from_other]))
    elif change == 2:
        row[at][1] = dice.choice((1, 2, 3, 8, 60))
    elif change == 3:
        row[at][2] = not row[at][2]
    elif change == 4:
        row[at][0], other[from_other][0] = other[from_other][0], row[at][0]
    elif change == 5:
        row[at][0] = f"{row[at][0]}{dice.choice(('', chr(10), ' '))}{dice.choice(WORDS)}"
    else:
        row[at][0] = dice.choice(WORDS)


def damaged_numbers(data: bytes, dice: Random) -> bytes:
    """Return JSON of the same shape with other numbers and texts, and items left out, moved or doubled."""
    tree = json.loads(data or b"[]")
    for _ in range(dice.choice((1, 2, 5, 20))):
        holders = [tree]
        for holder in holders:  # grows while it is walked
            inner = holder.values() if isinstance(holder, dict) else holder
            holders += [each for each in inner if isinstance(each, dict | list) and each]
        holder = dice.choice(holders)
        if isinstance(holder, dict) and holder:
            _change_leaf(holder, dice)
        elif holder:
            rearrange(holder, dice)
    return json.dumps(tree).encode()


def damaged_figures(data: bytes, dice: Random) -> bytes:
    """Return the data of a report with other figures and words, mostly of a kind that makes a report."""
    return (damaged_data if dice.random() < 0.2 else damaged_numbers)(data, dice)


def _change_leaf(holder: dict[str, object], dice: Random) -> None:
    key = dice.choice(sorted(holder))
    value = holder[key]
    if isinstance(value, float):
        holder[key] = value + dice.choice((-1.0, 1.0, 12.0, -300.0, 1e6, 0.4))
    elif isinstance(value, int):
        holder[key] = max(value + dice.choice((-1, 1, 2, 5)), 0)
    elif isinstance(value, str):
        words = damaged_words(value.encode("utf-8", "surrogatepass"), dice).decode("utf-8", "replace")
        holder[key] = dice.choice(
            (dice.choice(WORDS), value * 2, value[: len(value) // 2], words, words, words)
        )


def damaged_pdf(data: bytes, dice: Random) -> bytes:
    """Return a PDF with numbers, operators or names of it changed; now and then with damaged bytes."""
    if dice.random() < 0.15:
        return damaged_bytes(data, dice)
    for _ in range(dice.choice((1, 2, 5, 20))):
        start = dice.randrange(len(data) + 1)
        tokens = _PARTS_OF_PDF.findall(data[start : start + 600]) or [b""]
        at, other = dice.randrange(len(tokens)), dice.randrange(len(tokens))
        numbers = (b"0", b"-1", b"1", b"90", b"99999999999", b"0.001", b"6", b"2 0 R", b"<<", b">>", b"null")
        tokens[at] = dice.choice((dice.choice(numbers), tokens[other], b"", tokens[at] * 2))
        data = data[:start] + b"".join(tokens) + data[start + 600 :]
    return data[:LARGEST]
