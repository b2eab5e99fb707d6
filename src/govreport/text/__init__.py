"""Words and figures as official Chinese writes them.

    numerals   一百二十三, 二〇二一, 壹佰元整
    dates      2026年1月9日; the only module that loads babel
    amounts    1,234.50, 12.35%, rounding half up
    wording    lists, labels, the nearest name for a misspelt one
    outline    the paragraphs and headings of a section
    contacts   the address, telephone … stated in running text
    bodies     what administrative bodies call themselves
    titles     the lines of a title

Import the modules, not this package: it loads none of them, so that a caller pays for babel only
where a date is written.
"""
