// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/record_source.h"

#include "capture/compressed_source.h"
#include "capture/file_format.h"
#include "capture/pcap_parser.h"
#include "capture/pcapng_parser.h"

#include <algorithm>
#include <cstring>

namespace telltale::capture {

namespace {

// Large enough that reading costs little, small enough to stay in the processor's cache.
constexpr std::size_t bufferSize = 512U << 10;

} // namespace

RecordSource::RecordSource(std::unique_ptr<ByteSource> source, std::string name, const base::Limits &limits)
    : m_source(std::move(source))
    , m_name(std::move(name))
    , m_limits(limits)
    , m_buffer(bufferSize)
{
}

RecordSource::Filled RecordSource::fill(std::size_t wanted)
{
    if (m_begin > 0) {
        std::memmove(m_buffer.data(), m_buffer.data() + m_begin, m_end - m_begin);
        m_end -= m_begin;
        m_begin = 0;
    }
    if (wanted > m_buffer.size())
        m_buffer.resize(wanted);
    while (true) {
        const auto read = m_source->read(std::span(m_buffer).subspan(m_end));
        m_end += read.count;
        switch (read.state) {
        case ByteSource::Read::State::octets:
            if (m_end >= wanted)
                return Filled::more;
            break;
        case ByteSource::Read::State::nothingYet:
            return Filled::nothingYet;
        case ByteSource::Read::State::failed:
            m_readProblem = read.problem;
            return Filled::end;
        case ByteSource::Read::State::end:
            return Filled::end;
        }
    }
}

bool RecordSource::chooseParser(bool atEnd)
{
    constexpr std::size_t longestMagic = 4;
    if (front().size() < longestMagic && !atEnd)
        return false;
    const FileFormat format = sniffFormat(front());
    const bool packed = format == FileFormat::gzip || format == FileFormat::zstd;
    if (format == FileFormat::pcap) {
        m_parser = std::make_unique<PcapParser>(m_limits);
    } else if (format == FileFormat::pcapng) {
        m_parser = std::make_unique<PcapngParser>(m_limits);
    } else if (packed && m_wrappings++ == 0) {
        auto fronted = withFront(base::toBuffer(front()), std::move(m_source));
        m_source = format == FileFormat::gzip ? gzipSource(std::move(fronted)) : zstdSource(std::move(fronted));
        m_begin = m_end = 0;
        return false;
    } else {
        m_refusal = notACapture(m_name, format);
        if (!m_readProblem.empty())
            m_refusal = base::Error{base::ErrorKind::input, m_name + " cannot be read. " + m_readProblem, {}};
    }
    return true;
}

base::Status RecordSource::identify()
{
    while (!m_parser && !m_refusal) {
        constexpr std::size_t enough = 4;
        const Filled filled = fill(enough);
        if (filled == Filled::nothingYet)
            return base::Done{};
        const int wrappings = m_wrappings;
        if (chooseParser(filled == Filled::end) || m_wrappings != wrappings)
            continue;
    }
    if (m_refusal)
        return *m_refusal;
    return base::Done{};
}

SourceEvent RecordSource::finish(EndOfInput end)
{
    m_finished = std::move(end);
    return *m_finished;
}

SourceEvent RecordSource::finishAtEnd(std::size_t wanted)
{
    const std::size_t left = front().size();
    if (!m_readProblem.empty())
        return finish({false, m_name + " could not be read to its end. " + m_readProblem});
    if (left > 0 || m_offset == 0)
        return finish({false,
            m_name + " ends inside a record: at octet " + std::to_string(m_offset) + " there should be "
                + std::to_string(wanted) + " octets, and there are " + std::to_string(left) + "."});
    return finish({});
}

SourceEvent RecordSource::next()
{
    SourceEvent event = NothingYet{};
    while (!m_finished) {
        if (m_refusal)
            return finish({false, m_refusal->text()});
        if (!m_parser) {
            if (identify().ok() && !m_parser)
                return NothingYet{};
            continue;
        }
        const ParseStep step = m_parser->parse(front(), m_offset, event);
        m_begin += step.consumed;
        m_offset += step.consumed;
        if (step.outcome == ParseStep::Outcome::event) {
            if (auto *end = std::get_if<EndOfInput>(&event))
                return finish(std::move(*end));
            return event;
        }
        if (step.outcome == ParseStep::Outcome::skipped)
            continue;
        switch (fill(step.wanted)) {
        case Filled::more:
            break;
        case Filled::nothingYet:
            return NothingYet{};
        case Filled::end:
            return finishAtEnd(step.wanted);
        }
    }
    return *m_finished;
}

} // namespace telltale::capture
