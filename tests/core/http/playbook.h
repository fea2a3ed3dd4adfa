// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/http_listener.h"
#include "reassembly/stream_sink.h"

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace telltale::http::test {

/// Octets as a reader can compare them: printable characters as they are, others as \xNN.
inline std::string shown(base::ByteView bytes)
{
    std::string text;
    for (const std::uint8_t octet : bytes) {
        if (octet >= 0x20 && octet < 0x7F) {
            text += static_cast<char>(octet);
        } else {
            char escape[5];
            std::snprintf(escape, sizeof escape, "\\x%02x", octet);
            text += octet == '\n' ? "\\n" : octet == '\r' ? "\\r" : escape;
        }
    }
    return text;
}

/// Writes everything it hears as lines. Neighbouring pieces of one body become one line, because how
/// a body is cut is no event.
class Recorder : public HttpListener, public reassembly::StreamSink {
public:
    void requestHead(StreamId stream, const RequestHead &head, base::Origin) override
    {
        line(stream, ">",
            head.method + ' ' + head.target + (head.pushed ? " pushed" : "") + versionName(head.version)
                + (head.scheme.empty() ? "" : " scheme=" + head.scheme)
                + (head.authority.empty() ? "" : " authority=" + head.authority));
        fields(head.fields);
    }
    void requestBody(StreamId stream, base::ByteView bytes, base::Origin) override { piece(stream, "> body ", bytes); }
    void requestGap(StreamId stream, std::uint64_t size, base::Origin) override
    {
        line(stream, ">", "gap " + std::to_string(size));
    }
    void requestEnd(StreamId stream, const std::vector<Field> &trailers, bool complete, base::Origin) override
    {
        line(stream, ">", complete ? "end" : "end incomplete");
        fields(trailers);
    }
    void informational(StreamId stream, const ResponseHead &head, base::Origin) override
    {
        line(stream, "<", "informational " + std::to_string(head.status));
    }
    void responseHead(StreamId stream, const ResponseHead &head, base::Origin) override
    {
        line(stream, "<", std::to_string(head.status) + versionName(head.version));
        fields(head.fields);
    }
    void responseBody(StreamId stream, base::ByteView bytes, base::Origin) override { piece(stream, "< body ", bytes); }
    void responseGap(StreamId stream, std::uint64_t size, base::Origin) override
    {
        line(stream, "<", "gap " + std::to_string(size));
    }
    void responseEnd(StreamId stream, const std::vector<Field> &trailers, bool complete, base::Origin) override
    {
        line(stream, "<", complete ? "end" : "end incomplete");
        fields(trailers);
    }
    reassembly::StreamSink *tunnel(StreamId stream, TunnelKind kind, base::Origin) override
    {
        static constexpr const char *names[] = {"connect", "webSocket", "other"};
        line(stream, "=", std::string("tunnel ") + names[static_cast<int>(kind)]);
        return this;
    }
    void anomaly(const base::Anomaly &anomaly, base::Origin) override { add(std::string("! ") + anomaly.id); }

    void data(base::Side side, base::ByteView bytes, base::Origin) override
    {
        merge(side == base::Side::originator ? "tunnel > " : "tunnel < ", shown(bytes));
    }
    void gap(base::Side side, std::uint64_t size, base::Origin) override
    {
        add((side == base::Side::originator ? "tunnel > gap " : "tunnel < gap ") + std::to_string(size));
    }
    void end(base::Side side, reassembly::StreamEnd how, base::Origin) override
    {
        static constexpr const char *names[] = {"finished", "reset", "cut"};
        add(std::string(side == base::Side::originator ? "tunnel > " : "tunnel < ") + names[static_cast<int>(how)]);
    }

    bool showFields = false;
    [[nodiscard]] std::string text() const
    {
        std::string all;
        for (const std::string &entry : m_lines)
            all += entry + '\n';
        return all;
    }

private:
    static std::string versionName(Version version)
    {
        return version == Version::http10 ? " 1.0" : version == Version::h2 ? " h2" : "";
    }
    void fields(const std::vector<Field> &list)
    {
        for (const Field &field : list) {
            if (showFields)
                add("    " + field.name + ": " + shown(base::asBytes(field.value)));
        }
    }
    void line(StreamId stream, const char *direction, const std::string &text)
    {
        add(std::to_string(stream) + ' ' + direction + ' ' + text);
    }
    void piece(StreamId stream, const char *what, base::ByteView bytes)
    {
        merge(std::to_string(stream) + ' ' + what, shown(bytes));
    }
    void merge(const std::string &prefix, const std::string &text)
    {
        if (m_mergeable == prefix) {
            m_lines.back() += text;
            return;
        }
        add(prefix + text);
        m_mergeable = prefix;
    }
    void add(std::string text)
    {
        m_lines.push_back(std::move(text));
        m_mergeable.clear();
    }

    std::vector<std::string> m_lines;
    std::string m_mergeable;
};

/// One thing that happens to a connection.
struct Step {
    enum class Kind { data, gap, end };
    base::Side side = base::Side::originator;
    Kind kind = Kind::data;
    std::string bytes;
    std::uint64_t gap = 0;
    reassembly::StreamEnd end = reassembly::StreamEnd::finished;
};

inline Step client(std::string bytes)
{
    return {base::Side::originator, Step::Kind::data, std::move(bytes), 0, {}};
}
inline Step server(std::string bytes)
{
    return {base::Side::responder, Step::Kind::data, std::move(bytes), 0, {}};
}
inline Step clientGap(std::uint64_t size)
{
    return {base::Side::originator, Step::Kind::gap, {}, size, {}};
}
inline Step serverGap(std::uint64_t size)
{
    return {base::Side::responder, Step::Kind::gap, {}, size, {}};
}
inline Step clientEnd(reassembly::StreamEnd how = reassembly::StreamEnd::finished)
{
    return {base::Side::originator, Step::Kind::end, {}, 0, how};
}
inline Step serverEnd(reassembly::StreamEnd how = reassembly::StreamEnd::finished)
{
    return {base::Side::responder, Step::Kind::end, {}, 0, how};
}

enum class Cutting { asWritten, singleOctets, joined };

inline void play(const std::vector<Step> &steps, Cutting cutting, reassembly::StreamSink &sink)
{
    const base::Origin origin;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const Step &step = steps[i];
        if (step.kind == Step::Kind::gap) {
            sink.gap(step.side, step.gap, origin);
        } else if (step.kind == Step::Kind::end) {
            sink.end(step.side, step.end, origin);
        } else if (cutting == Cutting::singleOctets) {
            for (const char &c : step.bytes)
                sink.data(step.side, base::asBytes({&c, 1}), origin);
        } else {
            std::string bytes = step.bytes;
            while (cutting == Cutting::joined && i + 1 < steps.size() && steps[i + 1].kind == Step::Kind::data
                && steps[i + 1].side == step.side)
                bytes += steps[++i].bytes;
            sink.data(step.side, base::asBytes(bytes), origin);
        }
    }
}

using MakeConnection = std::function<std::unique_ptr<reassembly::StreamSink>(HttpListener &)>;

/// Plays a conversation as written, in single octets, and joined: the events must be the same.
inline void expectEvents(
    const MakeConnection &make, const std::vector<Step> &steps, std::string_view expected, bool showFields = false)
{
    for (const auto &[cutting, name] : {std::pair{Cutting::asWritten, "as written"},
             std::pair{Cutting::singleOctets, "in single octets"}, std::pair{Cutting::joined, "joined"}}) {
        Recorder recorder;
        recorder.showFields = showFields;
        const auto connection = make(recorder);
        play(steps, cutting, *connection);
        EXPECT_EQ(recorder.text(), expected) << name;
    }
}

} // namespace telltale::http::test
