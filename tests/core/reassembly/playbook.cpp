// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reassembly/playbook.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <sstream>

namespace telltale::reassembly::test {

namespace {

const char *const sides[] = {"orig", "resp"};
const char *const endings[] = {"finished", "reset", "cut"};

/// Writes down what it hears; joins data of one side.
class Recorder final : public ConnectionListener, public StreamSink {
public:
    std::vector<std::string> heard;

    StreamSink *connectionOpened(const TcpConnection &connection) override
    {
        note(std::string("open ") + (connection.originator().port == 40000 ? "orig" : "resp"));
        return this;
    }
    void connectionClosed(const TcpConnection &connection) override
    {
        EXPECT_TRUE(connection.ended());
        note("close");
    }
    void connectionAnomaly(const TcpConnection &, const base::Anomaly &anomaly, base::Origin) override
    {
        note(std::string("anomaly ") + anomaly.id);
    }
    void flowOpened(const UdpFlow &) override { }
    void datagram(const UdpFlow &, base::Side, base::ByteView, std::uint32_t, base::Origin) override { }
    void flowClosed(const UdpFlow &) override { }
    void tableAnomaly(const base::Anomaly &anomaly, base::Origin) override
    {
        note(std::string("anomaly ") + anomaly.id);
    }

    void data(base::Side side, base::ByteView bytes, base::Origin) override
    {
        EXPECT_FALSE(bytes.empty());
        const std::string head = std::string("data ") + sides[base::index(side)] + " \"";
        if (!heard.empty() && heard.back().starts_with(head))
            heard.back().pop_back();
        else
            heard.push_back(head);
        heard.back() += std::string(base::asText(bytes)) + '"';
    }
    void gap(base::Side side, std::uint64_t size, base::Origin) override
    {
        note(std::string("gap ") + sides[base::index(side)] + ' ' + std::to_string(size));
    }
    void end(base::Side side, StreamEnd how, base::Origin) override
    {
        note(std::string("end ") + sides[base::index(side)] + ' ' + endings[static_cast<int>(how)]);
    }

private:
    void note(std::string line) { heard.push_back(std::move(line)); }
};

struct Sent {
    bool fromOriginator = true;
    TcpSegment segment;
    std::string payload;
    std::int64_t time = -1; ///< -1: a millisecond after the one before
};

std::vector<Sent> parseSegment(const std::string &line)
{
    Sent sent;
    int times = 1;
    std::string words = line;
    if (const auto quote = line.find('"'); quote != std::string::npos) {
        const auto end = line.rfind('"');
        sent.payload = line.substr(quote + 1, end - quote - 1);
        words.erase(quote, end - quote + 1);
    }
    std::istringstream in(words);
    for (std::string word; in >> word;) {
        const auto equals = word.find('=');
        const std::string name = word.substr(0, equals);
        const std::string value = equals == std::string::npos ? "" : word.substr(equals + 1);
        TcpSegment &segment = sent.segment;
        if (name == "orig" || name == "resp")
            sent.fromOriginator = name == "orig";
        else if (name == "syn")
            segment.syn = true;
        else if (name == "fin")
            segment.fin = true;
        else if (name == "rst")
            segment.rst = true;
        else if (name == "seq")
            segment.sequence = static_cast<std::uint32_t>(std::stoul(value));
        else if (name == "missing")
            segment.missing = static_cast<std::uint32_t>(std::stoul(value));
        else if (name == "at")
            sent.time = static_cast<std::int64_t>(std::stod(value) * 1e9);
        else if (name == "x")
            times = std::stoi(value);
        else if (name == "ack") {
            segment.ack = true;
            segment.acknowledgment = static_cast<std::uint32_t>(std::stoul(value));
        } else
            ADD_FAILURE() << "unknown word " << word;
    }
    return std::vector<Sent>(static_cast<std::size_t>(times), sent);
}

std::vector<Sent> intoBytes(const Sent &whole)
{
    std::vector<Sent> bytes;
    const std::uint32_t first = whole.segment.sequence + (whole.segment.syn ? 1 : 0);
    for (std::size_t i = 0; i < whole.payload.size(); ++i) {
        Sent one = whole;
        one.payload = whole.payload.substr(i, 1);
        const bool last = i + 1 == whole.payload.size();
        one.segment.syn = whole.segment.syn && i == 0;
        one.segment.sequence = one.segment.syn ? whole.segment.sequence : first + static_cast<std::uint32_t>(i);
        one.segment.fin = whole.segment.fin && last;
        one.segment.missing = last ? whole.segment.missing : 0;
        bytes.push_back(one);
    }
    return bytes.empty() ? std::vector{whole} : bytes;
}

std::vector<Sent> varied(const std::vector<std::string> &lines, Variation variation)
{
    std::vector<Sent> result;
    for (const std::string &line : lines) {
        for (const Sent &sent : parseSegment(line)) {
            std::vector<Sent> some = variation == Variation::singleBytes ? intoBytes(sent) : std::vector{sent};
            if (variation == Variation::twice)
                some.push_back(sent);
            result.insert(result.end(), some.begin(), some.end());
        }
    }
    if (variation == Variation::backwards) {
        const auto carries = [](const Sent &sent) { return !sent.payload.empty() && !sent.segment.syn; };
        std::vector<Sent> data;
        std::ranges::copy_if(result, std::back_inserter(data), carries);
        for (Sent &sent : result) {
            if (carries(sent)) {
                sent = data.back();
                data.pop_back();
            }
        }
    }
    return result;
}

} // namespace

Playbook Playbook::parse(std::string_view script)
{
    Playbook playbook;
    std::istringstream in{std::string(script)};
    for (std::string line; std::getline(in, line);) {
        const auto from = line.find_first_not_of(' ');
        if (from == std::string::npos)
            continue;
        const std::string rest = line.substr(std::min(line.size(), from + 3));
        (line.compare(from, 2, ">>") == 0 ? playbook.sends : playbook.hears).push_back(rest);
    }
    return playbook;
}

std::vector<std::string> Playbook::play(Variation variation, const base::Limits &limits) const
{
    Recorder recorder;
    ConnectionTable table(limits, recorder);
    const net::Endpoint originator{*net::IpAddress::parse("10.0.0.2"), 40000};
    const net::Endpoint responder{*net::IpAddress::parse("192.0.2.1"), 80};
    base::Origin origin{{1'000'000'000}, 0};
    for (Sent &sent : varied(sends, variation)) {
        origin.time.nanoseconds = sent.time >= 0 ? 1'000'000'000 + sent.time : origin.time.nanoseconds + 1'000'000;
        ++origin.packet;
        sent.segment.source = sent.fromOriginator ? originator : responder;
        sent.segment.destination = sent.fromOriginator ? responder : originator;
        sent.segment.payload = base::asBytes(sent.payload);
        table.add(sent.segment, origin);
    }
    table.finish();
    EXPECT_EQ(table.size(), 0U);
    return recorder.heard;
}

std::vector<std::string> streamsOnly(const std::vector<std::string> &heard)
{
    std::vector<std::string> result;
    for (const std::string side : sides) {
        const std::size_t begin = result.size();
        for (const std::string &line : heard) {
            if (line.find(side) == std::string::npos || line.starts_with("open"))
                continue;
            const std::string head = "data " + side + " \"";
            if (result.size() > begin && result.back().starts_with(head) && line.starts_with(head)) {
                result.back().pop_back();
                result.back() += line.substr(head.size());
            } else {
                result.push_back(line);
            }
        }
    }
    return result;
}

void expectPlay(std::string_view script, const std::vector<Variation> &variations)
{
    const Playbook playbook = Playbook::parse(script);
    EXPECT_EQ(playbook.play(Variation::asWritten), playbook.hears) << script;
    for (const Variation variation : variations) {
        EXPECT_EQ(streamsOnly(playbook.play(variation)), streamsOnly(playbook.hears))
            << "variation " << static_cast<int>(variation) << " of" << script;
    }
}

} // namespace telltale::reassembly::test
