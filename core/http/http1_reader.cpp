// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/http1_reader.h"

#include "http/message_head.h"
#include "http/start_line.h"

#include <algorithm>

namespace telltale::http {
namespace {

/// How much of an overlong line is kept to find a start line at its end.
constexpr std::size_t resyncTail = 4096;

std::string_view withoutLineEnd(std::string_view line)
{
    while (line.ends_with('\n') || line.ends_with('\r'))
        line.remove_suffix(1);
    return line;
}

bool isStartLine(MessageKind kind, std::string_view line)
{
    return kind == MessageKind::request ? parseRequestLine(line).has_value() : parseStatusLine(line).has_value();
}

} // namespace

Http1Reader::Http1Reader(base::Side side, MessageKind kind, const base::Limits &limits, Http1ReaderEvents &events)
    : m_side(side)
    , m_kind(kind)
    , m_limits(&limits)
    , m_lineLimit(std::max<std::size_t>(limits.headerBytes, 64))
    , m_events(&events)
{
}

base::ByteView Http1Reader::read(base::ByteView bytes, base::Origin origin)
{
    while (!bytes.empty() && m_state != State::stopped) {
        switch (m_state) {
        case State::startLine:
        case State::head:
        case State::resync:
            readLine(bytes, origin);
            break;
        case State::length:
            readLength(bytes, origin);
            break;
        case State::chunked:
            readChunked(bytes, origin);
            break;
        case State::untilEnd:
            m_events->body(m_side, bytes, origin);
            bytes = {};
            break;
        case State::stopped:
            break;
        }
    }
    return bytes;
}

void Http1Reader::readLine(base::ByteView &input, base::Origin origin)
{
    // At most up to the limit at a time, so that what is dropped does not depend on the cutting.
    const base::ByteView window = input.first(std::min(input.size(), m_lineLimit - m_line.size()));
    const auto lineFeed = std::ranges::find(window, std::uint8_t{'\n'});
    const bool whole = lineFeed != window.end();
    const auto count = static_cast<std::size_t>(lineFeed - window.begin()) + (whole ? 1 : 0);
    m_line += base::asText(window.first(count));
    input = input.subspan(count);
    if (whole)
        handleLine(origin);
    else if (m_line.size() >= m_lineLimit)
        lineTooLong(origin);
}

void Http1Reader::handleLine(base::Origin origin)
{
    if (m_skipLine) {
        m_skipLine = false;
        m_line.clear();
        return;
    }
    switch (m_state) {
    case State::startLine:
        handleStartLine(origin);
        break;
    case State::head:
        handleHeadLine(origin);
        break;
    default:
        resyncLine();
        break;
    }
}

void Http1Reader::handleStartLine(base::Origin origin)
{
    const std::string_view line = withoutLineEnd(m_line);
    if (line.empty()) { // RFC 9112 § 2.2: empty lines before a message are let pass
        m_line.clear();
        return;
    }
    const MessageKind other = m_kind == MessageKind::request ? MessageKind::response : MessageKind::request;
    if (isStartLine(m_kind, line) || (isStartLine(other, line) && m_events->turnsOutAs(m_side, other))) {
        beginHead(line);
        return;
    }
    m_events->anomaly(
        {"http.garbage", "Octets between messages are no HTTP; reading goes on at the next start line."}, origin);
    resynchronise();
    resyncLine();
}

void Http1Reader::beginHead(std::string_view startLine)
{
    m_startLine = startLine;
    m_line.clear();
    m_fieldLines.clear();
    m_overLimit = false;
    m_state = State::head;
}

void Http1Reader::handleHeadLine(base::Origin origin)
{
    if (withoutLineEnd(m_line).empty()) {
        m_line.clear();
        finishHead(true, origin);
        return;
    }
    if (m_fieldLines.size() + m_line.size() <= m_lineLimit)
        m_fieldLines += m_line;
    else
        m_overLimit = true;
    m_line.clear();
}

/// The line being read reached the limit before its end.
void Http1Reader::lineTooLong(base::Origin origin)
{
    if (m_state == State::head) {
        m_overLimit = true;
        m_skipLine = true;
        m_line.clear();
        return;
    }
    if (m_state == State::startLine) {
        m_events->anomaly({"http.header_limit", "A start line is longer than the limit."}, origin);
        resynchronise();
    }
    m_line.erase(0, m_line.size() - std::min(resyncTail, m_line.size() / 2));
}

void Http1Reader::resynchronise()
{
    m_events->lost(m_side);
    m_state = State::resync;
    m_skipLine = false;
}

void Http1Reader::resyncLine()
{
    const std::string line(withoutLineEnd(m_line));
    m_line.clear();
    std::size_t at = m_kind == MessageKind::request ? findRequestLine(line) : findStatusLine(line);
    if (at == std::string::npos) {
        const MessageKind other = m_kind == MessageKind::request ? MessageKind::response : MessageKind::request;
        if (!isStartLine(other, line) || !m_events->turnsOutAs(m_side, other))
            return;
        at = 0;
    }
    beginHead(std::string_view(line).substr(at));
}

void Http1Reader::finishHead(bool whole, base::Origin origin)
{
    MessageHead head;
    head.kind = m_kind;
    if (const auto request = parseRequestLine(m_startLine); request && m_kind == MessageKind::request) {
        head.version = request->version;
        head.method = request->method;
        head.target = request->target;
    } else if (const auto response = parseStatusLine(m_startLine)) {
        head.version = response->version;
        head.status = response->status;
    }
    FieldSection section = parseFields(m_fieldLines, *m_limits);
    head.fields = std::move(section.fields);
    if (m_overLimit)
        section.anomalies.push_back({"http.header_limit", "A header section is larger than the limit."});
    m_fieldLines.clear();
    const HeadVerdict verdict = m_events->head(m_side, std::move(head), whole, origin);
    for (const base::Anomaly &anomaly : section.anomalies)
        m_events->anomaly(anomaly, origin);
    if (whole) {
        beginBody(verdict, origin);
    } else if (!verdict.interim && !verdict.stopNow) {
        m_stopAfter = false;
        endMessage({}, false, origin);
    }
}

void Http1Reader::beginBody(const HeadVerdict &verdict, base::Origin origin)
{
    for (const base::Anomaly &anomaly : verdict.framing.anomalies)
        m_events->anomaly(anomaly, origin);
    m_stopAfter = verdict.stopAfter;
    m_left = verdict.framing.length;
    if (verdict.stopNow) {
        m_state = State::stopped;
    } else if (verdict.interim) {
        m_state = State::startLine;
    } else if (verdict.framing.kind == Framing::chunked) {
        m_chunks.emplace(*m_limits);
        m_state = State::chunked;
    } else if (verdict.framing.kind == Framing::untilEnd) {
        m_state = State::untilEnd;
    } else if (verdict.framing.kind == Framing::length && m_left > 0) {
        m_state = State::length;
    } else {
        endMessage({}, true, origin);
    }
}

void Http1Reader::endMessage(const std::vector<Field> &trailers, bool complete, base::Origin origin)
{
    m_chunks.reset();
    m_line.clear();
    m_state = m_stopAfter ? State::stopped : State::startLine;
    m_stopAfter = false;
    m_events->end(m_side, trailers, complete, origin);
}

void Http1Reader::readLength(base::ByteView &input, base::Origin origin)
{
    const base::ByteView piece = input.first(std::min<std::uint64_t>(input.size(), m_left));
    input = input.subspan(piece.size());
    m_left -= piece.size();
    m_events->body(m_side, piece, origin);
    if (m_left == 0)
        endMessage({}, true, origin);
}

void Http1Reader::readChunked(base::ByteView &input, base::Origin origin)
{
    const ChunkedDecoder::Step step = m_chunks->read(input);
    if (step.status == ChunkedDecoder::Status::data) {
        m_events->body(m_side, step.body, origin);
    } else if (step.status == ChunkedDecoder::Status::ended) {
        for (const base::Anomaly &anomaly : m_chunks->takeTrailerAnomalies())
            m_events->anomaly(anomaly, origin);
        endMessage(m_chunks->takeTrailers(), true, origin);
    } else if (step.status == ChunkedDecoder::Status::damaged) {
        m_events->anomaly(m_chunks->problem(), origin);
        const std::string line = m_chunks->line();
        m_stopAfter = false;
        endMessage({}, false, origin);
        resynchronise();
        m_line = line.substr(0, m_lineLimit - 1);
        if (line.ends_with('\n'))
            resyncLine();
    }
}

void Http1Reader::gap(std::uint64_t size, base::Origin origin)
{
    switch (m_state) {
    case State::stopped:
        return;
    case State::untilEnd:
        m_events->bodyGap(m_side, size, origin);
        return;
    case State::length:
        lengthGap(size, origin);
        return;
    case State::chunked: {
        const bool bridged = m_chunks->skip(size);
        m_events->bodyGap(m_side, size, origin);
        if (bridged)
            return;
        m_stopAfter = false;
        endMessage({}, false, origin);
        break;
    }
    case State::head:
        finishHead(false, origin);
        break;
    case State::startLine:
    case State::resync:
        break;
    }
    m_line.clear();
    resynchronise();
}

void Http1Reader::lengthGap(std::uint64_t size, base::Origin origin)
{
    const bool beyond = size == 0 || size > m_left;
    m_events->bodyGap(m_side, std::min(size, m_left), origin);
    m_left -= std::min(size, m_left);
    if (beyond)
        m_stopAfter = false;
    // A gap of known size that swallows the end still says that the body went on to its end.
    if (beyond || m_left == 0)
        endMessage({}, size != 0, origin);
    if (beyond)
        resynchronise();
}

void Http1Reader::end(reassembly::StreamEnd how, base::Origin origin)
{
    switch (m_state) {
    case State::head:
        finishHead(false, origin);
        break;
    case State::length:
    case State::chunked:
        endMessage({}, false, origin);
        break;
    case State::untilEnd:
        endMessage({}, how == reassembly::StreamEnd::finished, origin);
        break;
    default:
        break;
    }
    m_state = State::stopped;
    m_line.clear();
}

void Http1Reader::resume()
{
    if (m_state == State::stopped)
        m_state = State::startLine;
}

} // namespace telltale::http
