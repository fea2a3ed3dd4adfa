// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/limits.h"
#include "base/result.h"
#include "capture/byte_source.h"
#include "capture/packet_source.h"
#include "capture/record_parser.h"

#include <memory>
#include <optional>
#include <string>

namespace telltale::capture {

/// Packets from octets: finds out the format from the first of them (pcap, pcapng, either of them in
/// gzip or Zstandard) and runs its parser over a buffer. A packet's bytes are views into the buffer.
class RecordSource : public PacketSource {
public:
    /// @p name stands for the input in sentences for people.
    RecordSource(std::unique_ptr<ByteSource> source, std::string name, const base::Limits &limits);

    /// Reads until the format is known. For files, whose octets are there; a stream finds it out in
    /// next(), and what is no capture then ends with complete = false.
    base::Status identify();

    SourceEvent next() override;
    [[nodiscard]] std::uint64_t position() const override { return m_source->position(); }
    [[nodiscard]] std::uint64_t size() const override { return m_source->size(); }

private:
    enum class Filled { more, nothingYet, end };

    [[nodiscard]] base::ByteView front() const { return base::ByteView(m_buffer).subspan(m_begin, m_end - m_begin); }
    /// Reads on until @p wanted octets are there, or once.
    Filled fill(std::size_t wanted);
    /// True when a parser was chosen or the input is no capture (m_refusal).
    bool chooseParser(bool atEnd);
    SourceEvent finish(EndOfInput end);
    SourceEvent finishAtEnd(std::size_t wanted);

    std::unique_ptr<ByteSource> m_source;
    std::string m_name;
    base::Limits m_limits;
    std::unique_ptr<RecordParser> m_parser;
    base::ByteBuffer m_buffer;
    std::size_t m_begin = 0;
    std::size_t m_end = 0;
    std::uint64_t m_offset = 0; ///< of m_begin in the (unpacked) input
    int m_wrappings = 0;
    std::string m_readProblem;
    std::optional<base::Error> m_refusal;
    std::optional<EndOfInput> m_finished;
};

} // namespace telltale::capture
