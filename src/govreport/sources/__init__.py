"""Readers of files: figures and texts that come in, whatever they are kept in.

Every reader gives plain data (or the bytes of a package) and the place each value stands at; none of
them knows a form. A file that cannot be read is a `SourceError`, never a foreign exception.
"""
