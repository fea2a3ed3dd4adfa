// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace telltale::attribution::adb {

/// One connection to the adb server of this computer, without its socket (AOSP packages/modules/adb,
/// docs/dev/services.md): four hexadecimal digits of length and the name of a service go out; OKAY, or
/// FAIL with four digits of length and a reason, come in. Services are asked for in turn; the last one
/// gives the data. Total: any octets end in a state.
class Conversation {
public:
    /// What follows the last OKAY.
    enum class Gives : std::uint8_t {
        answer, ///< four digits of length and that many octets
        stream, ///< octets until the end (exec:)
        shell ///< packets of the shell protocol, version 2: one octet of kind, length as u32 little-endian
    };
    enum class State : std::uint8_t { asking, streaming, done, failed };

    Conversation(std::vector<std::string> services, Gives gives);

    /// What has to be sent now.
    std::string takeOutput();
    void feed(base::ByteView bytes);
    /// The other side closed.
    void end();

    /// What came: the answer, or standard output.
    std::string takeData();
    [[nodiscard]] State state() const { return m_state; }
    /// Why it failed: the server's own words, or ours.
    [[nodiscard]] const std::string &failure() const { return m_failure; }

private:
    bool step();
    bool readStatus();
    bool readFailure();
    bool readAnswer();
    bool readShellPacket();
    void ask();
    bool fail(std::string why);

    std::vector<std::string> m_services;
    Gives m_gives;
    std::size_t m_asked = 0; ///< services asked for so far
    State m_state = State::asking;
    bool m_failing = false; ///< FAIL was read, its reason was not
    std::string m_out;
    std::string m_in;
    std::string m_data;
    std::string m_failure;
};

/// "000Chost:version": a request for a service, at most 0xffff octets long.
std::string framed(std::string_view service);

} // namespace telltale::attribution::adb
