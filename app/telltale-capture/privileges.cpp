// SPDX-License-Identifier: GPL-3.0-or-later
#include "privileges.h"

#include <charconv>
#include <cstdlib>
#include <cstring>
#include <grp.h>
#include <memory>
#include <optional>
#include <sys/capability.h>
#include <sys/prctl.h>
#include <unistd.h>

namespace telltale::capturing {

namespace {

using Capabilities = std::unique_ptr<_cap_struct, int (*)(void *)>;

base::Error stillPrivileged(const char *what)
{
    return {base::ErrorKind::privilege, std::string("The rights of this program could not be given up: ") + what + ".",
        "It ends rather than keep them."};
}

/// The bounding set can be made smaller only with CAP_SETPCAP, which root has and a file with two
/// capabilities has not. Without capabilities and with no_new_privs it does not matter.
void dropBoundingSet()
{
    for (int capability = 0; prctl(PR_CAPBSET_READ, capability, 0, 0, 0) >= 0; ++capability)
        prctl(PR_CAPBSET_DROP, capability, 0, 0, 0);
}

bool anyAmbient()
{
    for (int capability = 0;; ++capability) {
        const int set = prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_IS_SET, capability, 0, 0);
        if (set != 0)
            return set > 0;
    }
}

/// Who asked for this: an id that sudo or pkexec wrote down, only of use to give rights up to.
std::optional<unsigned> idIn(const char *variable)
{
    const char *text = std::getenv(variable);
    unsigned id = 0;
    if (!text || std::from_chars(text, text + std::strlen(text), id).ec != std::errc{} || id == 0)
        return std::nullopt;
    return id;
}

struct Identity {
    uid_t user;
    gid_t group;
};

Identity lesserIdentity()
{
    constexpr unsigned nobody = 65534;
    if (const auto user = idIn("SUDO_UID"))
        return {*user, idIn("SUDO_GID").value_or(nobody)};
    return {idIn("PKEXEC_UID").value_or(nobody), nobody};
}

/// A user namespace may have no other identity; root without capabilities has to do there.
base::Status leaveRoot()
{
    const bool borrowed = geteuid() != getuid() || getegid() != getgid();
    if (borrowed && getuid() != 0) {
        if (setresgid(getgid(), getgid(), getgid()) != 0 || setresuid(getuid(), getuid(), getuid()) != 0)
            return stillPrivileged("the set-user-id identity stayed");
        return base::Done{};
    }
    if (geteuid() != 0)
        return base::Done{};
    const Identity lesser = lesserIdentity();
    const bool groupLeft = setgroups(0, nullptr) == 0 && setresgid(lesser.group, lesser.group, lesser.group) == 0;
    if (groupLeft && setresuid(lesser.user, lesser.user, lesser.user) == 0 && setuid(0) == 0)
        return stillPrivileged("root's identity came back");
    return base::Done{};
}

} // namespace

base::Status dropPrivileges()
{
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return stillPrivileged("no_new_privs was refused");
    dropBoundingSet();
    prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
    const base::Status left = leaveRoot();
    if (!left.ok())
        return left;
    const Capabilities none(cap_init(), cap_free);
    if (!none || cap_set_proc(none.get()) != 0)
        return stillPrivileged("the kernel refused");
    const Capabilities now(cap_get_proc(), cap_free);
    if (!now || cap_compare(now.get(), none.get()) != 0 || anyAmbient())
        return stillPrivileged("some are left");
    if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0)
        return stillPrivileged("it stayed open to debuggers");
    return base::Done{};
}

} // namespace telltale::capturing
