// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "engine/adb_server.h"
#include "engine/adb_stream.h"

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

namespace telltale::engine {

/// A command in a shell of the phone, on a connection of its own: what it prints comes octet for octet. Null where no
/// connection can be begun.
std::unique_ptr<AdbStream> openShell(const AdbServer &server, const AdbPhone &phone, std::string_view command);

/// Commands of which each is waited for.
class PhoneShell {
public:
    /// @param stop  a descriptor; when it becomes readable, nothing is waited for any more
    PhoneShell(AdbServer server, AdbPhone phone, int stop)
        : m_server(std::move(server))
        , m_phone(std::move(phone))
        , m_stop(stop)
    {
    }

    /// What the command prints, at most @p most octets. Errors: the phone does not answer, or not in time, or prints
    /// more.
    base::Result<std::string> run(std::string_view command, std::size_t most);

    /// As long as the last command took, but not for long: others are to have the phone's ear too. False: stop.
    [[nodiscard]] bool rest() const;

private:
    [[nodiscard]] bool waitFor(short events, int descriptor, std::chrono::milliseconds patience) const;

    AdbServer m_server;
    AdbPhone m_phone;
    int m_stop;
    std::chrono::milliseconds m_took{0};
};

} // namespace telltale::engine
