"""Draws pictures one after the other for another process: specifications in, PNG files out.

Started as a script by `report/drawing.py`, so that it loads the renderer and nothing else. Each
message either way is its length in four bytes, then its content; an empty answer is a picture that
could not be drawn.
"""

import json
import struct
import sys

import vl_convert as vlc


def main() -> None:
    """Answer messages until there are no more."""
    wanted, made = sys.stdin.buffer, sys.stdout.buffer
    while head := wanted.read(4):
        message = json.loads(wanted.read(struct.unpack(">I", head)[0]))
        try:
            png = vlc.vegalite_to_png(message["specification"], scale=message["scale"])
        except ValueError:
            png = b""
        made.write(struct.pack(">I", len(png)) + png)
        made.flush()


if __name__ == "__main__":
    main()
