// SPDX-License-Identifier: GPL-3.0-or-later
#include "privileges.h"

#include <memory>
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

} // namespace

base::Status dropPrivileges()
{
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return stillPrivileged("no_new_privs was refused");
    dropBoundingSet();
    prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
    if (geteuid() != getuid() || getegid() != getgid()) {
        if (setresgid(getgid(), getgid(), getgid()) != 0 || setresuid(getuid(), getuid(), getuid()) != 0)
            return stillPrivileged("the set-user-id identity stayed");
    }
    const Capabilities none(cap_init(), cap_free);
    if (!none || cap_set_proc(none.get()) != 0)
        return stillPrivileged("the kernel refused");
    const Capabilities left(cap_get_proc(), cap_free);
    if (!left || cap_compare(left.get(), none.get()) != 0 || anyAmbient())
        return stillPrivileged("some are left");
    return base::Done{};
}

} // namespace telltale::capturing
