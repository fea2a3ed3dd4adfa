// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

namespace telltale::base {

/// Everything that traffic could make grow has its bound here. Reaching one is an Anomaly with the
/// id named behind it, never a crash and never silence. Sizes are bytes unless said otherwise.
struct Limits {
    // capture/
    std::uint32_t blockBytes = 64U << 20;          ///< one pcap record or pcapng block: capture.block_too_large
    std::uint32_t packetBytes = 1U << 20;          ///< captured length of one packet: capture.packet_too_large
    std::size_t interfacesPerSection = 65536;      ///< capture.too_many_interfaces
    // net/
    std::size_t fragmentBytes = 4U << 20;          ///< waiting fragments, all datagrams: ip.fragment_limit
    std::size_t encapsulations = 8;                ///< nested tunnels in one packet: net.encapsulation_limit
    // reassembly/
    std::size_t reassemblyBytesPerStream = 16U << 20; ///< out of order, one direction: tcp.reassembly_limit
    std::size_t reassemblyBytes = 256U << 20;      ///< out of order, a whole shard: tcp.reassembly_limit
    std::size_t connections = 200'000;             ///< open at once in a shard: tcp.connection_limit
    // tls/
    std::size_t tlsPendingBytes = 16U << 20;       ///< records waiting for a key, one connection: tls.pending_limit
    std::size_t tlsPendingBytesTotal = 256U << 20; ///< the same, a whole shard: tls.pending_limit
    std::int64_t lateKeySeconds = 600;             ///< packet time an ended connection waits for its key
    std::size_t lateKeyConnections = 2000;         ///< ended connections that wait, a shard: tls.late_key_limit
    std::size_t tlsHandshakeBytes = 1U << 20;      ///< one handshake message: tls.handshake_too_large
    std::size_t keys = 1'000'000;                  ///< secrets in the key store: tls.key_limit
    // http/
    std::size_t headerBytes = 256U << 10;          ///< one header section: http.header_limit
    std::size_t headerCount = 1000;                ///< fields in one section: http.header_limit
    std::size_t http2Streams = 10'000;             ///< open streams of one connection: http2.stream_limit
    std::size_t http2TableBytes = 64U << 10;       ///< HPACK dynamic table we accept: http2.table_limit
    std::size_t bodyBytes = 16U << 20;             ///< stored bytes of one body; more is counted only: http.body_limit
    std::size_t bodyBytesPending = 256U << 20;     ///< bodies not complete yet, a whole shard: http.body_limit
    std::size_t packetsPerMessage = 4096;          ///< packet numbers kept for one message: http.packet_limit
    // pipeline/
    std::size_t sniffBytes = 8192;                 ///< bytes looked at to tell what a stream carries
    std::size_t layers = 8;                        ///< tunnels inside tunnels: pipeline.layer_limit
    // decode/
    std::size_t decodeDepth = 24;                  ///< nested steps: decode.depth_limit
    std::size_t decodeNodes = 100'000;             ///< nodes of one tree: decode.node_limit
    std::size_t decodedBytes = 16U << 20;          ///< output of one decompression: decode.size_limit
    std::size_t decodeRatio = 1000;                ///< output over input of one decompression: decode.ratio_limit
    // leak/
    std::size_t secrets = 200'000;                 ///< harvested and declared: leak.secret_limit
};

} // namespace telltale::base
