#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the small APKs of this folder, with Debian's aapt and android-framework-res:
   make_apks.py [FRAMEWORK_RES.apk]
mail.apk    an adaptive icon (a colour and a picture), a label in three languages
news.apk    a picture in two densities
shapes.apk  an icon that is drawn from shapes
They hold resources only, no code; their pictures are drawn here."""
import pathlib
import struct
import subprocess
import sys
import tempfile
import zlib

HERE = pathlib.Path(__file__).resolve().parent
FRAMEWORK = sys.argv[1] if len(sys.argv) > 1 else "/usr/share/android-framework-res/framework-res.apk"


def png(side, colour_at):
    """Straight RGBA of eight bits; colour_at(x, y) for the middle of each pixel, from 0 to 1."""
    rows = b"".join(b"\0" + b"".join(bytes(colour_at((x + 0.5) / side, (y + 0.5) / side)) for x in range(side)) for y in range(side))

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">2I5B", side, side, 8, 6, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b""))


def envelope(x, y):
    """A white envelope in the middle of an adaptive icon's canvas."""
    inside = 0.30 < x < 0.70 and 0.36 < y < 0.64
    fold = abs(y - (0.36 + min(x - 0.30, 0.70 - x) * 0.75)) < 0.014
    return (255, 255, 255, 255) if inside and not fold else (0, 0, 0, 0)


def waves(x, y):
    """A disc with three waves, transparent around it."""
    if (x - 0.5) ** 2 + (y - 0.5) ** 2 > 0.46 ** 2:
        return (0, 0, 0, 0)
    ripple = 0.03 if int(x * 8) % 2 else -0.03
    return (255, 255, 255, 255) if any(abs(y - level - ripple) < 0.045 for level in (0.32, 0.5, 0.68)) else (200, 60, 30, 255)


def manifest(package, label):
    return f"""<?xml version="1.0" encoding="utf-8"?>
<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="{package}" android:versionName="1.2">
  <uses-sdk android:minSdkVersion="21" android:targetSdkVersion="28"/>
  <application android:label="{label}" android:icon="@mipmap/ic_launcher" android:hasCode="false"/>
</manifest>"""


ADAPTIVE = """<adaptive-icon xmlns:android="http://schemas.android.com/apk/res/android">
  <background android:drawable="@color/ic_background"/>
  <foreground android:drawable="@mipmap/ic_foreground"/>
</adaptive-icon>"""
VECTOR = """<vector xmlns:android="http://schemas.android.com/apk/res/android" android:width="48dp" android:height="48dp"
  android:viewportWidth="48" android:viewportHeight="48"><path android:fillColor="#1565c0" android:pathData="M8,8h32v32h-32z"/></vector>"""


def strings(name):
    return f'<resources><string name="app_name">{name}</string></resources>'


APPS = {
    "mail": {
        "AndroidManifest.xml": manifest("com.example.mail", "@string/app_name"),
        "res/values/strings.xml": strings("Otter Mail"),
        "res/values-de/strings.xml": strings("Otterpost"),
        "res/values-fil/strings.xml": strings("Otter Koreo"),
        "res/values/colors.xml": '<resources><color name="ic_background">#0b7285</color></resources>',
        "res/mipmap-anydpi-v26/ic_launcher.xml": ADAPTIVE,
        "res/mipmap-mdpi/ic_launcher.png": png(48, lambda x, y: (11, 114, 133, 255)),
        "res/mipmap-xhdpi/ic_foreground.png": png(216, envelope),
        "res/mipmap-mdpi/ic_foreground.png": png(108, envelope),
    },
    "news": {
        "AndroidManifest.xml": manifest("com.example.news", "River News"),
        "res/mipmap-mdpi/ic_launcher.png": png(48, waves),
        "res/mipmap-xhdpi/ic_launcher.png": png(96, waves),
    },
    "shapes": {
        "AndroidManifest.xml": manifest("com.example.shapes", "Shapes"),
        "res/mipmap-anydpi-v21/ic_launcher.xml": VECTOR,
    },
}

for name, files in APPS.items():
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for path, content in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(content if isinstance(content, bytes) else content.encode())
        out = HERE / f"{name}.apk"
        subprocess.run(["aapt", "package", "-f", "-M", root / "AndroidManifest.xml", "-S", root / "res", "-I", FRAMEWORK, "-F", out],
                       check=True)
        print(out.name, out.stat().st_size)
