// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attribution/adb/conversation.h"
#include "base/result.h"
#include "capture/unique_descriptor.h"

#include <string>
#include <vector>

namespace telltale::engine {

struct AdbServer;

/// A conversation with the adb server on a socket that never waits: who polls it calls move() when it is ready.
class AdbStream {
public:
    AdbStream(std::vector<std::string> services, attribution::adb::Conversation::Gives gives)
        : m_conversation(std::move(services), gives)
    {
    }

    base::Status open(const AdbServer &server);
    [[nodiscard]] int descriptor() const { return m_descriptor.get(); }
    /// What to poll for.
    [[nodiscard]] short events() const;
    /// Sends and reads what is possible now.
    void move();

    /// Standard output, or the answer, as far as it came.
    std::string takeData() { return m_conversation.takeData(); }
    /// Nothing more will come.
    [[nodiscard]] bool over() const;
    /// Nobody listens there.
    [[nodiscard]] bool refused() const { return m_refused; }
    [[nodiscard]] const std::string &failure() const { return m_conversation.failure(); }

private:
    attribution::adb::Conversation m_conversation;
    capture::UniqueDescriptor m_descriptor;
    std::string m_out;
    bool m_refused = false;
};

} // namespace telltale::engine
