// SPDX-License-Identifier: GPL-3.0-or-later
#include "dns/dns_names.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace telltale::dns {

namespace {

struct Named {
    std::uint16_t number;
    std::string_view name;
};

// IANA, "Domain Name System (DNS) Parameters": resource record types that occur.
constexpr std::array types{Named{1, "A"}, Named{2, "NS"}, Named{5, "CNAME"}, Named{6, "SOA"}, Named{10, "NULL"},
    Named{11, "WKS"}, Named{12, "PTR"}, Named{13, "HINFO"}, Named{14, "MINFO"}, Named{15, "MX"}, Named{16, "TXT"},
    Named{17, "RP"}, Named{18, "AFSDB"}, Named{24, "SIG"}, Named{25, "KEY"}, Named{28, "AAAA"}, Named{29, "LOC"},
    Named{30, "NXT"}, Named{33, "SRV"}, Named{35, "NAPTR"}, Named{36, "KX"}, Named{37, "CERT"}, Named{39, "DNAME"},
    Named{41, "OPT"}, Named{42, "APL"}, Named{43, "DS"}, Named{44, "SSHFP"}, Named{45, "IPSECKEY"}, Named{46, "RRSIG"},
    Named{47, "NSEC"}, Named{48, "DNSKEY"}, Named{49, "DHCID"}, Named{50, "NSEC3"}, Named{51, "NSEC3PARAM"},
    Named{52, "TLSA"}, Named{53, "SMIMEA"}, Named{55, "HIP"}, Named{59, "CDS"}, Named{60, "CDNSKEY"},
    Named{61, "OPENPGPKEY"}, Named{62, "CSYNC"}, Named{63, "ZONEMD"}, Named{64, "SVCB"}, Named{65, "HTTPS"},
    Named{99, "SPF"}, Named{108, "EUI48"}, Named{109, "EUI64"}, Named{249, "TKEY"}, Named{250, "TSIG"},
    Named{251, "IXFR"}, Named{252, "AXFR"}, Named{253, "MAILB"}, Named{254, "MAILA"}, Named{255, "ANY"},
    Named{256, "URI"}, Named{257, "CAA"}};

// The same registry: response codes.
constexpr std::array rcodes{Named{0, "NOERROR"}, Named{1, "FORMERR"}, Named{2, "SERVFAIL"}, Named{3, "NXDOMAIN"},
    Named{4, "NOTIMP"}, Named{5, "REFUSED"}, Named{6, "YXDOMAIN"}, Named{7, "YXRRSET"}, Named{8, "NXRRSET"},
    Named{9, "NOTAUTH"}, Named{10, "NOTZONE"}, Named{11, "DSOTYPENI"}, Named{16, "BADVERS"}, Named{17, "BADKEY"},
    Named{18, "BADTIME"}, Named{19, "BADMODE"}, Named{20, "BADNAME"}, Named{21, "BADALG"}, Named{22, "BADTRUNC"},
    Named{23, "BADCOOKIE"}};

template <typename Table>
std::string nameOf(const Table &table, std::uint16_t number, std::string_view prefix)
{
    const auto found = std::ranges::lower_bound(table, number, {}, &Named::number);
    if (found != table.end() && found->number == number)
        return std::string(found->name);
    return std::string(prefix) + std::to_string(number);
}

void appendDecimal(std::string &out, std::uint8_t octet)
{
    out += '\\';
    out += static_cast<char>('0' + octet / 100);
    out += static_cast<char>('0' + octet / 10 % 10);
    out += static_cast<char>('0' + octet % 10);
}

void appendLabel(std::string &out, base::ByteView label)
{
    for (const std::uint8_t octet : label) {
        if (octet <= 0x20 || octet >= 0x7f) {
            appendDecimal(out, octet);
            continue;
        }
        if (octet == '.' || octet == '\\')
            out += '\\';
        out += static_cast<char>(octet);
    }
}

constexpr std::size_t longestName = 255; // RFC 1035 § 2.3.4

} // namespace

std::string typeName(std::uint16_t type)
{
    return nameOf(types, type, "TYPE");
}

std::string rcodeName(std::uint16_t rcode)
{
    return nameOf(rcodes, rcode, "RCODE");
}

std::optional<std::string> readName(base::ByteView message, std::size_t &offset)
{
    std::string name;
    std::size_t at = offset;
    std::size_t start = offset; // where this run of labels began: pointers must point before it
    std::size_t octets = 1;
    bool jumped = false;
    while (at < message.size()) {
        const std::uint8_t length = message[at];
        if (length >= 0xc0) {
            if (at + 1 >= message.size())
                return std::nullopt;
            const std::size_t target = static_cast<std::size_t>(length & 0x3f) << 8 | message[at + 1];
            if (target >= start)
                return std::nullopt;
            if (!jumped)
                offset = at + 2;
            jumped = true;
            at = start = target;
            continue;
        }
        if (length == 0) {
            if (!jumped)
                offset = at + 1;
            return name.empty() ? "." : name;
        }
        octets += length + 1U;
        if (length > 63 || octets > longestName || length >= message.size() - at)
            return std::nullopt;
        if (!name.empty())
            name += '.';
        appendLabel(name, message.subspan(at + 1, length));
        at += length + 1U;
    }
    return std::nullopt;
}

std::string quoted(base::ByteView text)
{
    std::string out = "\"";
    for (const std::uint8_t octet : text) {
        if (octet < 0x20 || octet >= 0x7f) {
            appendDecimal(out, octet);
            continue;
        }
        if (octet == '"' || octet == '\\')
            out += '\\';
        out += static_cast<char>(octet);
    }
    return out + '"';
}

std::string unknownData(base::ByteView data)
{
    static constexpr char digits[] = "0123456789abcdef";
    std::string out = "\\# " + std::to_string(data.size());
    if (!data.empty())
        out += ' ';
    for (const std::uint8_t octet : data) {
        out += digits[octet >> 4];
        out += digits[octet & 15];
    }
    return out;
}

} // namespace telltale::dns
