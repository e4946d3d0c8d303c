"""Draws many pictures at once: in processes of their own, while the caller does other work.

The renderer holds the interpreter as long as it draws, so threads gain nothing. What was drawn is
kept by its content: a second form of the same document draws nothing anew.
"""

import json
import os
import struct
import subprocess
import sys
from collections import OrderedDict
from collections.abc import Mapping
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock
from types import TracebackType
from typing import IO, Any, Final, Self

from cdof_core.report.images import RENDERER_SCALE, draw_png, pixels_to_the_inch, whole_picture
from cdof_core.report.picture import Picture

_WORKER: Final = Path(__file__).with_name("png_worker.py")
_MOST_WORKERS: Final = 4
"""Each holds some 150 MB while it draws."""
_HEAD: Final = 4
"""Bytes that say how long a message is."""
_MOST_KEPT: Final = 120
_KEPT: Final[OrderedDict[str, bytes]] = OrderedDict()
_KEEPING: Final = Lock()


class DrawingRoom:
    """A place where pictures are drawn; its processes end when it is left."""

    def __init__(self, *, expected: int) -> None:
        """Make room for so many pictures; few of them are not worth a second process.

        One core is left to the caller, who works on while they are drawn: as many processes as
        cores made a chapter on two of them a tenth slower.
        """
        cores = os.cpu_count() or 1
        count = max(1, min(cores - 1, _MOST_WORKERS, expected // 2))
        self._is_apart = cores > 1 and expected // 2 > 0
        self._threads = ThreadPoolExecutor(count)
        self._idle: SimpleQueue[subprocess.Popen[bytes]] = SimpleQueue()
        self._all: list[subprocess.Popen[bytes]] = []
        self._is_left = False

    def __enter__(self) -> Self:
        """Enter; processes start with the first picture that was not drawn before."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the processes at once; pictures that nobody waits for any more are not drawn."""
        # Killed before the threads are waited for: each waits for the picture of its process.
        self._is_left = True
        for worker in list(self._all):
            worker.kill()
        self._threads.shutdown(cancel_futures=True)
        for worker in self._all:
            worker.kill()
            worker.communicate()

    def draw(self, picture: Picture, *, width: int, scale: float) -> "Future[bytes]":
        """Have a picture drawn with its title and source.

        Args:
            picture: What to draw.
            width: Width of the picture in pixels.
            scale: Pixels of the file per pixel of the picture.

        Returns:
            What will hold the PNG file.
        """
        return self.draw_specified(whole_picture(picture, width), scale=scale)

    def draw_specified(self, specification: Mapping[str, Any], *, scale: float) -> "Future[bytes]":
        """Have Vega-Lite with its rows drawn, `scale` pixels of the file to one of the picture."""
        asked = {
            "specification": specification,
            "scale": RENDERER_SCALE,
            "ppi": pixels_to_the_inch(scale),
        }
        message = json.dumps(asked).encode()
        key = sha256(message).hexdigest()
        with _KEEPING:
            known = _KEPT.get(key)
        if known is not None:
            future: Future[bytes] = Future()
            future.set_result(known)
            return future
        return self._threads.submit(self._drawn, specification, scale, message, key)

    def _drawn(
        self, specification: Mapping[str, Any], scale: float, message: bytes, key: str
    ) -> bytes:
        png = self._asked(message) if self._is_apart else b""
        if self._is_left:
            raise CancelledError
        # Also where processes are forbidden or one has died: slower, and the same picture.
        png = png or draw_png(specification, scale=scale)
        with _KEEPING:
            _KEPT[key] = png
            while len(_KEPT) > _MOST_KEPT:
                _KEPT.popitem(last=False)
        return png

    def _asked(self, message: bytes) -> bytes:
        """Have a process draw; nothing where it cannot."""
        try:
            worker = self._worker()
            asked, answered = _pipes(worker)
            asked.write(struct.pack(">I", len(message)) + message)
            asked.flush()
            png = _whole_answer(answered)
        except OSError:
            return b""
        if png is None:  # it died while it answered
            return b""
        self._idle.put(worker)
        return png

    def _worker(self) -> subprocess.Popen[bytes]:
        try:
            return self._idle.get_nowait()
        except Empty:
            if self._is_left:
                raise BrokenPipeError from None
            worker = subprocess.Popen(
                [sys.executable, "-P", str(_WORKER)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            self._all.append(worker)
            return worker


def _whole_answer(answered: IO[bytes]) -> bytes | None:
    """Return a process's next answer; None where it ended before the answer did."""
    head = answered.read(_HEAD)
    if len(head) < _HEAD:
        return None
    length = struct.unpack(">I", head)[0]
    png = answered.read(length)
    return png if len(png) == length else None


def _pipes(worker: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    if worker.stdin is None or worker.stdout is None:
        raise BrokenPipeError
    return worker.stdin, worker.stdout
