#!/usr/bin/env python3
"""How much memory `journey preview` takes while a map is saved a thousand times, and how long from a save to the new page.

    cargo build --release && python3 benches/preview.py target/release/journey [MAP]

Prints the resident memory after each hundred saves, and the median and the slowest time until the server has the new page (without a
browser). One page is kept open all the time.
"""
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

SAVES = 1000


def main(program, source):
    text = open(source, encoding="utf-8").read()
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "map.journey")
        write(path, text)
        preview = subprocess.Popen([program, "preview", path], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        try:
            address = next(word for word in preview.stdout.readline().split() if word.startswith("http://"))
            changes = urllib.request.urlopen(address + "changes")
            version(changes)
            times = []
            for number in range(1, SAVES + 1):
                start = time.perf_counter()
                write(path, f"{text}\n// {number}\n")
                version(changes)
                times.append((time.perf_counter() - start) * 1000)
                urllib.request.urlopen(address + "map").read()
                json.load(urllib.request.urlopen(address + "state"))
                if number == 10 or number % 100 == 0:
                    print(f"{number:5} saves  {resident(preview.pid) / 1024:7.1f} MB", flush=True)
            print(f"from save to page: median {statistics.median(times):.0f} ms, slowest {max(times):.0f} ms")
        finally:
            preview.terminate()


def write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def version(changes):
    """Waits for the number of the next version."""
    while not changes.readline().startswith(b"data:"):
        pass


def resident(process):
    with open(f"/proc/{process}/status", encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "examples/bank-account.journey")
