// SPDX-License-Identifier: GPL-3.0-or-later
#include "confinement.h"

#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <grp.h>
#include <memory>
#include <optional>
#include <pwd.h>
#include <seccomp.h>
#include <string>
#include <sys/capability.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

namespace telltale::relaying {

namespace {

using Capabilities = std::unique_ptr<_cap_struct, int (*)(void *)>;

base::Error stillPrivileged(const std::string &what)
{
    return {base::ErrorKind::privilege, "The rights of this program could not be given up: " + what + ".",
        "It ends rather than keep them."};
}

std::optional<unsigned> numberOf(const char *name)
{
    const char *text = std::getenv(name);
    if (text == nullptr)
        return std::nullopt;
    unsigned number = 0;
    const auto [end, error] = std::from_chars(text, text + std::strlen(text), number);
    return error == std::errc() && *end == 0 && number != 0 ? std::optional(number) : std::nullopt;
}

struct Identity {
    uid_t user = 65534;
    gid_t group = 65534;
};

Identity unprivilegedIdentity()
{
    const auto user = numberOf("SUDO_UID") ? numberOf("SUDO_UID") : numberOf("PKEXEC_UID");
    const passwd *known = user ? ::getpwuid(*user) : ::getpwnam("nobody");
    if (known != nullptr && known->pw_uid != 0)
        return {known->pw_uid, known->pw_gid};
    return user ? Identity{*user, *user} : Identity{};
}

bool becomeUser()
{
    if (::geteuid() != 0 && ::getuid() != 0)
        return ::setresgid(::getgid(), ::getgid(), ::getgid()) == 0
            && ::setresuid(::getuid(), ::getuid(), ::getuid()) == 0;
    const Identity identity = unprivilegedIdentity();
    return ::setgroups(0, nullptr) == 0 && ::setresgid(identity.group, identity.group, identity.group) == 0
        && ::setresuid(identity.user, identity.user, identity.user) == 0;
}

/// Made smaller only with CAP_SETPCAP, which root has; without capabilities it does not matter.
void dropBoundingSet()
{
    for (int capability = 0; prctl(PR_CAPBSET_READ, capability, 0, 0, 0) >= 0; ++capability)
        prctl(PR_CAPBSET_DROP, capability, 0, 0, 0);
}

using Filter = std::unique_ptr<void, void (*)(scmp_filter_ctx)>;

bool allowSocket(scmp_filter_ctx filter, unsigned family)
{
    return seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(socket), 1, SCMP_A0(SCMP_CMP_EQ, family)) == 0;
}

} // namespace

bool startedForUser()
{
    return ::geteuid() == 0 && (numberOf("SUDO_UID") || numberOf("PKEXEC_UID"));
}

base::Status dropRights(int parent)
{
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return stillPrivileged("no_new_privs was refused");
    dropBoundingSet();
    prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
    if (!becomeUser() || ::getuid() == 0 || ::geteuid() == 0)
        return stillPrivileged(std::string("the identity stayed (") + std::strerror(errno) + ")");
    const Capabilities none(cap_init(), cap_free);
    if (!none || cap_set_proc(none.get()) != 0)
        return stillPrivileged("the kernel refused");
    const Capabilities left(cap_get_proc(), cap_free);
    if (!left || cap_compare(left.get(), none.get()) != 0)
        return stillPrivileged("some capabilities are left");
    // Both are undone by a change of identity, hence last.
    if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0)
        return stillPrivileged("its memory stayed readable");
    prctl(PR_SET_PDEATHSIG, SIGTERM, 0, 0, 0);
    if (::getppid() != parent)
        ::raise(SIGTERM); // the parent ended before the line above
    return base::Done{};
}

base::Status confine()
{
    // Moving bytes, waiting, memory, time, ending; sockets of the internet only.
    static constexpr int allowed[] = {SCMP_SYS(read), SCMP_SYS(write), SCMP_SYS(readv), SCMP_SYS(writev),
        SCMP_SYS(recvfrom), SCMP_SYS(sendto), SCMP_SYS(recvmsg), SCMP_SYS(sendmsg), SCMP_SYS(accept), SCMP_SYS(accept4),
        SCMP_SYS(connect), SCMP_SYS(shutdown), SCMP_SYS(getsockopt), SCMP_SYS(setsockopt), SCMP_SYS(getsockname),
        SCMP_SYS(getpeername), SCMP_SYS(close), SCMP_SYS(ioctl), SCMP_SYS(fcntl), SCMP_SYS(epoll_wait),
        SCMP_SYS(epoll_pwait), SCMP_SYS(epoll_ctl), SCMP_SYS(poll), SCMP_SYS(ppoll), SCMP_SYS(timerfd_settime),
        SCMP_SYS(futex), SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise), SCMP_SYS(clock_gettime),
        SCMP_SYS(gettimeofday), SCMP_SYS(clock_nanosleep), SCMP_SYS(nanosleep), SCMP_SYS(getrandom), SCMP_SYS(exit),
        SCMP_SYS(exit_group), SCMP_SYS(rt_sigreturn), SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask),
        SCMP_SYS(sigaltstack), SCMP_SYS(restart_syscall), SCMP_SYS(getpid), SCMP_SYS(gettid), SCMP_SYS(tgkill),
        SCMP_SYS(fstat), SCMP_SYS(newfstatat), SCMP_SYS(sched_yield)};
    constexpr std::uint64_t executable = 4; // PROT_EXEC
    const Filter filter(seccomp_init(SCMP_ACT_ERRNO(EPERM)), seccomp_release);
    bool built = filter != nullptr;
    for (const int call : allowed)
        built = built && seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, call, 0) == 0;
    for (const int call : {SCMP_SYS(mmap), SCMP_SYS(mprotect)})
        built = built
            && seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, call, 1, SCMP_A2(SCMP_CMP_MASKED_EQ, executable, 0)) == 0;
    built = built && allowSocket(filter.get(), AF_INET) && allowSocket(filter.get(), AF_INET6);
    // The lanes' threads run already.
    built = built && seccomp_attr_set(filter.get(), SCMP_FLTATR_CTL_TSYNC, 1) == 0;
    if (!built || seccomp_load(filter.get()) != 0)
        return base::Error{base::ErrorKind::privilege, "The kernel did not take the filter of system calls.",
            "A kernel with CONFIG_SECCOMP_FILTER is needed."};
    return base::Done{};
}

std::size_t raiseDescriptorLimit()
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return 1024;
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
    ::getrlimit(RLIMIT_NOFILE, &limit);
    return limit.rlim_cur;
}

} // namespace telltale::relaying
