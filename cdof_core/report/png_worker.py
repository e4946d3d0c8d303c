"""Draws pictures one after the other for another process: specifications in, PNG files out.

Started as a script by `report/drawing.py`, so that it loads the renderer and nothing else. Each
message either way is its length in four bytes, then its content; an empty answer is a picture that
could not be drawn. Half a message is its caller's end, and no picture.
"""

import json
import struct
import sys

import vl_convert as vlc

_HEAD = 4
"""Bytes that say how long a message is."""


def main() -> None:
    """Answer messages until there are no more."""
    wanted, made = sys.stdin.buffer, sys.stdout.buffer
    while len(head := wanted.read(_HEAD)) == _HEAD:
        length = struct.unpack(">I", head)[0]
        text = wanted.read(length)
        if len(text) < length:
            return
        message = json.loads(text)
        try:
            png = vlc.vegalite_to_png(
                message["specification"], scale=message["scale"], ppi=message["ppi"]
            )
        except ValueError:
            png = b""
        made.write(struct.pack(">I", len(png)) + png)
        made.flush()


if __name__ == "__main__":
    main()
