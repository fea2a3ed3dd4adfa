// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/chunked_decoder.h"

#include "http/message_head.h"

#include <algorithm>
#include <charconv>

namespace telltale::http {
namespace {

/// Sizes with extensions are short; nobody may make us keep more.
constexpr std::size_t longestSizeLine = 4096;

} // namespace

ChunkedDecoder::Step ChunkedDecoder::damage(const char *id, const char *why)
{
    m_state = State::damaged;
    m_problem = {id, why};
    return {Status::damaged, {}};
}

/// Moves octets up to and with the next line feed into m_line; false while the line is not whole.
bool ChunkedDecoder::takeLine(base::ByteView &input, std::size_t limit)
{
    const std::size_t room = limit - std::min(limit, m_line.size()) + 1;
    const base::ByteView window = input.first(std::min(input.size(), room));
    const auto lineFeed = std::ranges::find(window, std::uint8_t{'\n'});
    const bool whole = lineFeed != window.end();
    const auto count = static_cast<std::size_t>(lineFeed - window.begin()) + (whole ? 1 : 0);
    m_line += base::asText(input.first(count));
    input = input.subspan(count);
    return whole;
}

ChunkedDecoder::Step ChunkedDecoder::readSize()
{
    std::string_view text = trimmed(m_line);
    text = trimmed(text.substr(0, text.find(';')));
    std::uint64_t size = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), size, 16);
    if (error == std::errc::result_out_of_range)
        return damage("http.chunk_overflow", "A chunk size does not fit 64 bits.");
    // Something after the digits that is not an extension is let pass when white space is between.
    const std::string_view after(end, static_cast<std::size_t>(text.data() + text.size() - end));
    if (error != std::errc{} || (!after.empty() && after[0] != ' ' && after[0] != '\t'))
        return damage("http.bad_chunk", "A chunk size is not a hexadecimal number.");
    m_line.clear();
    m_left = size;
    m_state = size > 0 ? State::data : State::trailers;
    return {};
}

/// The line end behind a chunk's data. Told at the first other octet, which is left in the input.
ChunkedDecoder::Step ChunkedDecoder::readDataEnd(base::ByteView &input)
{
    while (!input.empty()) {
        const auto octet = static_cast<char>(input[0]);
        if (octet != '\n' && octet != '\r' && octet != ' ' && octet != '\t')
            return damage("http.bad_chunk", "A chunk is longer than its size.");
        input = input.subspan(1);
        if (octet == '\n') {
            m_state = State::size;
            break;
        }
    }
    return {};
}

ChunkedDecoder::Step ChunkedDecoder::readTrailer()
{
    const bool last = m_line == "\r\n" || m_line == "\n";
    if (!last) {
        if (m_trailerLines.size() + m_line.size() > m_limits->headerBytes)
            return damage("http.header_limit", "The trailers are larger than the limit.");
        m_trailerLines += m_line;
        m_line.clear();
        return {};
    }
    FieldSection section = parseFields(m_trailerLines, *m_limits);
    m_trailers = std::move(section.fields);
    m_trailerAnomalies = std::move(section.anomalies);
    m_state = State::ended;
    return {Status::ended, {}};
}

ChunkedDecoder::Step ChunkedDecoder::readLine(base::ByteView &input)
{
    const std::size_t limit = m_state == State::trailers ? m_limits->headerBytes : longestSizeLine;
    if (takeLine(input, limit))
        return m_state == State::size ? readSize() : readTrailer();
    if (m_line.size() > limit)
        return damage("http.bad_chunk", "A line between chunks is longer than the limit.");
    return {};
}

ChunkedDecoder::Step ChunkedDecoder::read(base::ByteView &input)
{
    while (m_state != State::ended && m_state != State::damaged) {
        if (input.empty())
            return {};
        if (m_state == State::data) {
            const base::ByteView piece = input.first(std::min<std::uint64_t>(input.size(), m_left));
            input = input.subspan(piece.size());
            m_left -= piece.size();
            if (m_left == 0)
                m_state = State::dataEnd;
            return {Status::data, piece};
        }
        const Step step = m_state == State::dataEnd ? readDataEnd(input) : readLine(input);
        if (step.status != Status::more)
            return step;
    }
    return {m_state == State::ended ? Status::ended : Status::damaged, {}};
}

bool ChunkedDecoder::skip(std::uint64_t size)
{
    if (m_state != State::data || size == 0 || size > m_left)
        return false;
    m_left -= size;
    if (m_left == 0)
        m_state = State::dataEnd;
    return true;
}

} // namespace telltale::http
