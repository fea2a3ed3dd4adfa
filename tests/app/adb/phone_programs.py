# SPDX-License-Identifier: GPL-3.0-or-later
"""Stand-ins for Android's own programs, in a folder that comes first in a test phone's PATH. What they print is in
files beside them, in the words of real phones (Android 13: `cmd package list packages -U`, `dumpsys window`)."""
import os
import pathlib

CMD = """#!/bin/sh
here=$(dirname "$0")
[ "$1 $2 $3 $4" = "package list packages -U" ] && cat "$here/packages"
[ "$1 $2" = "package path" ] && [ -f "$here/$3.apk" ] && echo "package:$here/$3.apk"
"""
DUMPSYS = """#!/bin/sh
here=$(dirname "$0")
case $1 in
activity) cat "$here/activities" ;;
window) cat "$here/windows" ;;
package) echo "    versionName=12.1.4-g" ;;
esac
"""


class Programs:
    def __init__(self, folder, packages):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir()
        self.folder.chmod(0o755)
        for name, text in (("cmd", CMD), ("dumpsys", DUMPSYS)):
            (self.folder / name).write_text(text)
            (self.folder / name).chmod(0o755)
        self.write("packages", "".join(f"package:{name} uid:{uid}\n" for name, uid in packages))
        self.show("com.android.launcher3", "com.android.launcher3.Launcher", False)

    def install(self, package, apk):
        (self.folder / f"{package}.apk").write_bytes(pathlib.Path(apk).read_bytes())
        (self.folder / f"{package}.apk").chmod(0o644)

    def write(self, name, text):
        """At once: who reads sees the old text or the new."""
        new = self.folder / (name + ".new")
        new.write_text(text)
        new.chmod(0o644)
        os.replace(new, self.folder / name)

    def show(self, package, activity, secure):
        flags = "LAYOUT_IN_SCREEN " + ("SECURE " if secure else "") + "HARDWARE_ACCELERATED"
        self.write("activities", f"  ResumedActivity: ActivityRecord{{8d3 u0 {package}/{activity} t31}}\n")
        self.write("windows", f"  Window #3 Window{{1aa u0 StatusBar}}:\n    mAttrs={{(0,0)(fillx80) ty=STATUS_BAR\n"
                   f"      fl=NOT_FOCUSABLE\n  Window #9 Window{{6b3 u0 {package}/{activity}}}:\n    mAttrs={{(0,0)(fillxfill) ty=BASE_APPLICATION\n"
                   f"      fl={flags}\n  mCurrentFocus=Window{{6b3 u0 {package}/{activity}}}\n")
