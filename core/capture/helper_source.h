// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/limits.h"
#include "base/result.h"
#include "capture/child_process.h"
#include "capture/packet_source.h"
#include "capture/record_source.h"

#include <memory>
#include <string>

namespace telltale::capture {

/// Live packets of one interface through the program telltale-capture, which alone has the right to
/// capture. The program ends when this object does, or this whole process.
class HelperSource : public PacketSource {
public:
    struct Settings {
        std::string interface;
        std::string filter; ///< BPF; empty for everything
        std::string program; ///< empty: beside the running program, else in PATH
        std::vector<std::string> furtherArguments;
    };

    /// Starts the program and waits until it has opened the interface, or for its reason why not:
    /// an error of kind privilege (right, device or program missing) or usage (bad filter).
    static base::Result<std::unique_ptr<HelperSource>> start(const Settings &settings, const base::Limits &limits = {});

    SourceEvent next() override;
    [[nodiscard]] std::uint64_t position() const override { return m_records->position(); }
    [[nodiscard]] std::uint64_t size() const override { return 0; }

    /// Asks the program to end. next() gives what it still has, and then EndOfInput. Any thread.
    void stop() override { m_child->closeInput(); }

    /// Ends the redirection alone, where the program was started with one; what comes from then on lies behind a
    /// FileComment that is interceptionEndedMark. False when the program has ended. Any thread.
    bool endRedirection() { return m_child->writeInput("redirect off\n"); }

    [[nodiscard]] int pid() const { return m_child->pid(); }

private:
    HelperSource(std::unique_ptr<ChildProcess> child, std::unique_ptr<RecordSource> records, std::string interface);

    std::unique_ptr<ChildProcess> m_child;
    std::unique_ptr<RecordSource> m_records;
    std::string m_interface;
    bool m_ended = false;
    EndOfInput m_end;
};

/// Where the program @p name is: in the folder of the running program, else in PATH; empty when nowhere.
std::string findProgram(const std::string &name);

} // namespace telltale::capture
