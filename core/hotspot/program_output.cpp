// SPDX-License-Identifier: GPL-3.0-or-later
#include "hotspot/program_output.h"

#include "capture/child_process.h"
#include "capture/helper_source.h"

#include <array>
#include <cerrno>
#include <poll.h>
#include <unistd.h>

namespace telltale::hotspot {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t mostBytes = 64U << 20;

/// False when it said too much or took too long.
bool readToEnd(capture::ChildProcess &child, int output, std::string &into, std::chrono::seconds patience)
{
    const auto until = Clock::now() + patience;
    std::array<char, 16384> chunk;
    while (into.size() <= mostBytes && Clock::now() < until) {
        (void)child.messages(); // its pipe must not fill up
        pollfd waiting{output, POLLIN, 0};
        constexpr int sliceMilliseconds = 50;
        if (::poll(&waiting, 1, sliceMilliseconds) <= 0)
            continue;
        const ssize_t count = ::read(output, chunk.data(), chunk.size());
        if (count == 0 || (count < 0 && errno != EINTR))
            return count == 0;
        into.append(chunk.data(), static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
    }
    return false;
}

} // namespace

std::string pathOf(const std::string &name)
{
    const std::string found = capture::findProgram(name);
    if (!found.empty())
        return found;
    for (const char *folder : {"/usr/sbin/", "/sbin/"}) { // not in the PATH of ordinary users
        if (::access((folder + name).c_str(), X_OK) == 0)
            return folder + name;
    }
    return {};
}

base::Result<ProgramOutput> outputOf(
    const std::string &name, const std::vector<std::string> &arguments, std::chrono::seconds patience)
{
    const std::string path = pathOf(name);
    if (path.empty())
        return base::Error{base::ErrorKind::privilege, "The program " + name + " is not installed.", {}};
    auto started = capture::ChildProcess::start(path, arguments);
    if (!started.ok())
        return started.error();
    capture::ChildProcess &child = *started.value();
    child.closeInput();
    const capture::UniqueDescriptor output = child.takeOutput();
    ProgramOutput result;
    const bool whole = readToEnd(child, output.get(), result.output, patience);
    const auto status = whole ? child.waitForEnd(patience) : std::nullopt;
    if (!status)
        return base::Error{base::ErrorKind::privilege, "The program " + name + " did not answer.", {}};
    result.status = *status;
    result.messages = child.messages();
    return result;
}

} // namespace telltale::hotspot
