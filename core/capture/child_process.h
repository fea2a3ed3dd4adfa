// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "capture/unique_descriptor.h"

#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace telltale::capture {

/// A program that runs with pipes on its standard input, output and error. Its end is waited for:
/// the destructor closes its input, gives it a moment, and then ends it.
class ChildProcess {
public:
    /// The descriptor a program finds its second output on, where it has one.
    static constexpr int secondOutputNumber = 3;

    /// @p program is a path. @p arguments without the program's name.
    static base::Result<std::unique_ptr<ChildProcess>> start(
        const std::string &program, const std::vector<std::string> &arguments, bool secondOutput = false);
    ChildProcess(const ChildProcess &) = delete;
    ChildProcess &operator=(const ChildProcess &) = delete;
    ~ChildProcess();

    [[nodiscard]] int pid() const { return m_pid; }

    /// Hands over the reading end of its standard output; once.
    UniqueDescriptor takeOutput() { return std::move(m_output); }
    /// The same for its second output.
    UniqueDescriptor takeSecondOutput() { return std::move(m_secondOutput); }

    /// What it said on standard error so far; only the last few thousand octets are kept. Reads what
    /// is there without waiting, so call it now and then: a full pipe would stop the program.
    const std::string &messages();

    /// Any thread. Writes @p text to its standard input; false when it does not read any more, or its input is closed.
    /// A few hundred octets do not wait for it.
    bool writeInput(std::string_view text);

    /// Any thread.
    void closeInput();

    /// Ends it at once, whatever it is doing.
    void kill();

    /// Its exit status once it has ended (128 + signal where one killed it); waits at most so long.
    std::optional<int> waitForEnd(std::chrono::milliseconds patience);

private:
    ChildProcess() = default;

    int m_pid = -1;
    std::mutex m_inputMutex;
    UniqueDescriptor m_input;
    UniqueDescriptor m_output;
    UniqueDescriptor m_secondOutput;
    UniqueDescriptor m_errors;
    std::string m_messages;
    std::optional<int> m_exitStatus;
};

} // namespace telltale::capture
