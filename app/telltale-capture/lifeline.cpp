// SPDX-License-Identifier: GPL-3.0-or-later
#include "lifeline.h"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace telltale::capturing {

namespace {

constexpr int parentSignal = SIGUSR1;
volatile std::sig_atomic_t stopCame = 0;

extern "C" void onStop(int)
{
    stopCame = 1;
}

extern "C" void onParentSignal(int) { } // it is there to interrupt

/// A reader that does not read must not keep this process from ending. Files never block.
void doNotBlock(int descriptor)
{
    struct stat about { };
    if (::fstat(descriptor, &about) != 0 || !(S_ISFIFO(about.st_mode) || S_ISSOCK(about.st_mode)))
        return;
    const int flags = ::fcntl(descriptor, F_GETFL);
    if (flags >= 0)
        ::fcntl(descriptor, F_SETFL, flags | O_NONBLOCK);
}

} // namespace

Lifeline::Lifeline()
    : m_parent(::getppid())
{
    struct sigaction action { };
    action.sa_handler = onStop; // without SA_RESTART: a waiting poll or write returns
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
    action.sa_handler = onParentSignal;
    sigaction(parentSignal, &action, nullptr);
    action.sa_handler = SIG_IGN;
    sigaction(SIGPIPE, &action, nullptr);
}

base::Status Lifeline::arm()
{
    doNotBlock(STDOUT_FILENO);
    if (prctl(PR_SET_PDEATHSIG, parentSignal, 0, 0, 0) != 0)
        return base::Error{base::ErrorKind::privilege,
            std::string("The kernel would not tell of the parent's end: ") + std::strerror(errno) + ".", {}};
    return base::Done{};
}

bool Lifeline::stopRequested() const
{
    return stopCame != 0;
}

bool Lifeline::parentGone() const
{
    return ::getppid() != m_parent;
}

} // namespace telltale::capturing
