"""The gate for files that come in: what a file is, whether it is whole, and whether it keeps the limits.

Readers and the Word engine take files from here and may trust what they get: the kind is told by content, a
package is inflated and counted before any part of it is handed out, no DTD, no macro, no second truth.
"""
