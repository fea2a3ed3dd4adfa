// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

/// What the phone's shell is asked to run. Written for the shell and the tools of Android 6 and newer (mksh,
/// toybox) and busybox; nothing is installed, nothing is written on the phone, no root is needed: the shell's
/// user may read /proc/net, which apps may not since Android 10.
/// Both loops write marks, lines that begin with '#', with the phone's uptime. A loop whose reader has gone
/// ends at its next mark.
namespace telltale::attribution::adb {

/// Five times a second the sockets, as lines of /proc/net with their file's name in front, between
/// "#at UPTIME" and "#end UPTIME"; "#same UPTIME UPTIME" where nothing changed: the look began at the first and was
/// over at the second. Sockets in TIME_WAIT and listening ones
/// are left out on the phone already: a busy phone has thousands, and they have no owner.
constexpr std::string_view socketScript = R"sh(
f='/proc/net/tcp /proc/net/tcp6 /proc/net/udp /proc/net/udp6'
o=none
while :; do
u=0
v=0
read -r u x < /proc/uptime
t=$(grep -s ':[0-9A-F][0-9A-F][0-9A-F][0-9A-F] 0[1-5789B] ' $f)
read -r v x < /proc/uptime
if [ "$t" = "$o" ]; then
echo "#same $u $v" || exit
else
o=$t
echo "#at $u" || exit
echo "$t"
echo "#end $v"
fi
sleep 0.2 || sleep 1
done 2>/dev/null)sh";

/// Every two seconds what is in front: lines of the activity manager and the window manager, between
/// "#front UPTIME" and "#end" where they changed, else "#same UPTIME".
constexpr std::string_view frontScript = R"sh(
o=none
while :; do
u=0
read -r u x < /proc/uptime
t=$(dumpsys activity activities | grep -E 'ResumedActivity[:=]'
dumpsys window | grep -E 'mCurrentFocus=|^ *Window #|mAttrs=|^ *fl=')
if [ "$t" = "$o" ]; then
echo "#same $u" || exit
else
o=$t
echo "#front $u" || exit
echo "$t"
echo '#end'
fi
sleep 2
done 2>/dev/null)sh";

/// Installed packages with their user ids, "package:NAME uid:N"; on phones whose package manager does not
/// know -U the packages and ids of dumpsys. Ends with "#end".
constexpr std::string_view packageScript = R"sh(
t=$(cmd package list packages -U)
case $t in *uid:*) ;; *) t=$(pm list packages -U);; esac
case $t in *uid:*) ;; *) t=$(dumpsys package packages | grep -E '^ *Package \[|^ *(userId|appId)=');; esac
echo "$t"
echo '#end')sh";

/// Behind "p=PACKAGE" and a line end: the sizes and paths of its APKs, "SIZE PATH", the base APK among them. Ends with
/// "#end".
constexpr std::string_view apkScript = R"sh({
t=$(cmd package path $p)
case $t in package:*) ;; *) t=$(pm path $p);; esac
echo "$t" | while read -r l; do
f=${l#package:}
echo "$(stat -c %s "$f" || wc -c < "$f") $f"
done
} 2>/dev/null
echo '#end')sh";

} // namespace telltale::attribution::adb
