"""What the system says when it refuses a file or a program, in both languages."""

from __future__ import annotations

import errno
from typing import Final

from govreport.messages import Message

REFUSALS: Final = (OSError, ValueError)
"""How the system refuses a path; ValueError is that of a NUL or half a character in its name."""

_REASONS: Final = {
    "ENOENT": "没有这个文件或文件夹",
    "ENOTDIR": "路径中有一段不是文件夹",
    "EISDIR": "这是文件夹，不是文件",
    "EEXIST": "已经存在",
    "ENOTEMPTY": "文件夹不是空的",
    "EACCES": "没有权限",
    "EPERM": "系统不允许",
    "EROFS": "磁盘是只读的",
    "ENOSPC": "磁盘已满",
    "EDQUOT": "磁盘配额已满",
    "EFBIG": "文件太大",
    "ENAMETOOLONG": "文件名太长",
    "EINVAL": "系统不认这个名称或操作",
    "ELOOP": "链接绕成了圈",
    "EBUSY": "正被别的程序占用",
    "ETXTBSY": "程序正在运行，不能改写",
    "EIO": "磁盘读写出错",
    "EMFILE": "打开的文件太多",
    "ENFILE": "系统打开的文件太多",
    "ENOMEM": "内存不足",
    "EPIPE": "接收的一方已经关闭",
    "EBADF": "已经关闭",
    "ENOEXEC": "不是可以运行的程序",
    "ENODEV": "没有这个设备",
    "ENXIO": "没有这个设备或地址",
    "ETIMEDOUT": "等待超时",
    "ESTALE": "网络文件夹已经断开",
}
"""What the system says when it refuses, by the name of its error; the English is its own."""


def reason_of(exc: Exception) -> Message | str:
    """Return why the system refuses, in both languages where the reason is a usual one.

    >>> import errno
    >>> print(reason_of(OSError(errno.ENOSPC, "No space left on device")))
    磁盘已满
    >>> reason_of(OSError(errno.EXDEV, "Invalid cross-device link"))
    'Invalid cross-device link'
    """
    said = getattr(exc, "strerror", None) or str(exc)
    code = getattr(exc, "errno", None)
    zh = _REASONS.get(errno.errorcode.get(code, "")) if isinstance(code, int) else None
    return said if zh is None else Message(zh, said)
