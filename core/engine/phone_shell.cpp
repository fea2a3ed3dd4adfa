// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/phone_shell.h"

#include <algorithm>
#include <array>
#include <poll.h>
#include <utility>
#include <vector>

namespace telltale::engine {

namespace {

using Clock = std::chrono::steady_clock;
using attribution::adb::Conversation;

constexpr std::chrono::seconds patience{20};
constexpr std::chrono::milliseconds longestRest{250};

std::chrono::milliseconds since(Clock::time_point begin)
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - begin);
}

} // namespace

std::unique_ptr<AdbStream> openShell(const AdbServer &server, const AdbPhone &phone, std::string_view command)
{
    const std::string service = (phone.shellV2 ? "shell,v2,raw:" : "exec:") + std::string(command);
    auto stream =
        std::make_unique<AdbStream>(std::vector<std::string>{"host:transport:" + phone.device.serial, service},
            phone.shellV2 ? Conversation::Gives::shell : Conversation::Gives::stream);
    return stream->open(server) ? std::move(stream) : nullptr;
}

/// False where the time is over or it is to stop.
bool PhoneShell::waitFor(short events, int descriptor, std::chrono::milliseconds most) const
{
    std::array<pollfd, 2> ready{{{m_stop, POLLIN, 0}, {descriptor, events, 0}}};
    const int count = ::poll(ready.data(), ready.size(), static_cast<int>(std::max<std::int64_t>(most.count(), 0)));
    return count > 0 && ready[0].revents == 0;
}

base::Result<std::string> PhoneShell::run(std::string_view command, std::size_t most)
{
    const auto begin = Clock::now();
    const std::string who = "The phone " + m_phone.device.serial;
    const auto stream = openShell(m_server, m_phone, command);
    std::string text;
    while (stream && !stream->over()) {
        if (!waitFor(stream->events(), stream->descriptor(), patience - since(begin)))
            return base::Error{base::ErrorKind::input, who + " did not answer over adb in time.", {}};
        stream->move();
        text += stream->takeData();
        if (text.size() > most)
            return base::Error{base::ErrorKind::input, who + " answered with more than was asked for.", {}};
    }
    m_took = since(begin);
    if (!stream || stream->refused() || !stream->failure().empty())
        return base::Error{base::ErrorKind::input,
            who + " can't be asked over adb" + (stream ? ": " + stream->failure() : std::string()) + ".", {}};
    return text;
}

bool PhoneShell::rest() const
{
    pollfd stop{m_stop, POLLIN, 0};
    return ::poll(&stop, 1, static_cast<int>(std::min(m_took, longestRest).count())) == 0;
}

} // namespace telltale::engine
