// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/quic_sniff.h"

#include "base/byte_reader.h"

namespace telltale::pipeline {

namespace {

bool isKnownVersion(std::uint32_t version)
{
    const bool ietf = version == 0x00000001 || version == 0x6b3343cf; // v1, v2
    const bool draft = version >= 0xff000017 && version <= 0xff000022;
    const bool google = (version >> 8) == 0x513034 || (version >> 8) == 0x513035 || (version >> 8) == 0x543035; // Q04x Q05x T05x
    const bool facebook = version == 0xfaceb001 || version == 0xfaceb002;
    const bool grease = (version & 0x0f0f0f0f) == 0x0a0a0a0a;
    return ietf || draft || google || facebook || grease;
}

} // namespace

bool looksLikeQuic(base::ByteView datagram)
{
    base::ByteReader reader(datagram);
    const unsigned first = reader.u8();
    const std::uint32_t version = reader.u32be();
    const unsigned destination = reader.u8();
    reader.skip(destination);
    const unsigned source = reader.u8();
    reader.skip(source);
    return reader.ok() && (first & 0x80) != 0 && isKnownVersion(version) && destination <= 20 && source <= 20;
}

} // namespace telltale::pipeline
