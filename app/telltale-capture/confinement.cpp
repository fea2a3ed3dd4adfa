// SPDX-License-Identifier: GPL-3.0-or-later
#include "confinement.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <linux/if_packet.h>
#include <linux/sockios.h>
#include <memory>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/socket.h>

namespace telltale::capturing {

namespace {

#ifdef TELLTALE_SANITIZED
// A sanitizer's runtime has calls of its own; the list is then watched instead of enforced.
constexpr std::uint32_t otherwise = SCMP_ACT_LOG;
#else
constexpr std::uint32_t otherwise = SCMP_ACT_KILL_PROCESS;
#endif

using Filter = std::unique_ptr<void, decltype(&seccomp_release)>;

constexpr int allowed[] = {
    SCMP_SYS(read),
    SCMP_SYS(write),
    SCMP_SYS(writev),
    SCMP_SYS(poll),
    SCMP_SYS(ppoll),
    SCMP_SYS(recvfrom),
    SCMP_SYS(recvmsg),
    SCMP_SYS(getsockopt),
    SCMP_SYS(getsockname),
    SCMP_SYS(close),
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(brk),
    SCMP_SYS(madvise),
    SCMP_SYS(futex),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_nanosleep),
    SCMP_SYS(nanosleep),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(getppid),
    SCMP_SYS(getpid),
    SCMP_SYS(gettid),
    SCMP_SYS(getrandom),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(restart_syscall),
    SCMP_SYS(sched_yield),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
};

constexpr int refused[] = {
    SCMP_SYS(open),
    SCMP_SYS(openat),
    SCMP_SYS(socket),
    SCMP_SYS(connect),
    SCMP_SYS(access),
    SCMP_SYS(faccessat),
    SCMP_SYS(faccessat2),
    SCMP_SYS(stat),
    SCMP_SYS(lstat),
    SCMP_SYS(fstat),
    SCMP_SYS(newfstatat),
    SCMP_SYS(statx),
    SCMP_SYS(readlink),
    SCMP_SYS(readlinkat),
    SCMP_SYS(lseek),
    SCMP_SYS(uname),
    SCMP_SYS(sysinfo),
    SCMP_SYS(prlimit64),
    SCMP_SYS(sched_getaffinity),
};

int allowOption(scmp_filter_ctx filter, int level, int option)
{
    return seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(setsockopt), 2,
        SCMP_A1(SCMP_CMP_EQ, static_cast<scmp_datum_t>(level), 0),
        SCMP_A2(SCMP_CMP_EQ, static_cast<scmp_datum_t>(option), 0));
}

int allowMemory(scmp_filter_ctx filter, int call)
{
    return seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 1,
        SCMP_A2(SCMP_CMP_MASKED_EQ, static_cast<scmp_datum_t>(PROT_EXEC), 0)); // never executable
}

int allowDescriptorFlags(scmp_filter_ctx filter, int command)
{
    return seccomp_rule_add(
        filter, SCMP_ACT_ALLOW, SCMP_SYS(fcntl), 1, SCMP_A1(SCMP_CMP_EQ, static_cast<scmp_datum_t>(command), 0));
}

/// libpcap asks whether the interface is still up when capturing failed.
int allowInterfaceFlags(scmp_filter_ctx filter)
{
    constexpr scmp_datum_t flags = SIOCGIFFLAGS;
    const int status = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(ioctl), 1, SCMP_A1(SCMP_CMP_EQ, flags, 0));
    if (status != 0)
        return status;
    return seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(ioctl), 1, SCMP_A1(SCMP_CMP_NE, flags, 0));
}

int addRules(scmp_filter_ctx filter)
{
    int status = 0;
    const auto keep = [&status](int result) { status = status == 0 ? result : status; };
    for (const int call : allowed)
        keep(seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0));
    for (const int call : refused)
        keep(seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), call, 0));
    for (const int option : {SO_ATTACH_FILTER, SO_DETACH_FILTER})
        keep(allowOption(filter, SOL_SOCKET, option));
    keep(allowOption(filter, SOL_PACKET, PACKET_RX_RING)); // the ring is taken down at the end
    keep(allowInterfaceFlags(filter));
    for (const int call : {SCMP_SYS(mmap), SCMP_SYS(mprotect)})
        keep(allowMemory(filter, call));
    for (const int command : {F_GETFL, F_SETFL})
        keep(allowDescriptorFlags(filter, command));
    return status;
}

} // namespace

base::Status confine()
{
    const Filter filter(seccomp_init(otherwise), seccomp_release);
    int status = filter ? addRules(filter.get()) : -ENOMEM;
    if (status == 0)
        status = seccomp_load(filter.get());
    if (status != 0)
        return base::Error{base::ErrorKind::privilege,
            std::string("This process could not be confined (seccomp): ") + std::strerror(-status) + ".",
            "It ends rather than run unconfined."};
    return base::Done{};
}

} // namespace telltale::capturing
