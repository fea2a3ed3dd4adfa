// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "rules/tracker_library.h"
#include "session/payload_store.h"
#include "session/values.h"

#include <QByteArray>
#include <QObject>
#include <QString>
#include <QStringList>

#include <cstdint>
#include <memory>
#include <vector>

namespace telltale::decode {
class DecoderRegistry;
}

namespace telltale::bridge {

enum class PayloadVerdict : std::uint8_t { opened, encrypted, damaged, limit };

/// One node of an opened payload, as a value the inspector can show (see decode/decode_tree.h).
struct PayloadNode {
    int parent = -1; ///< index in the tree, -1 for the root
    QString step; ///< "base64", "gzip", "json"…; empty for a selected member
    QString key; ///< "data_list", "[0]", "search_word"; empty for a step
    QString name; ///< what a tracker's rule calls it where its key does not say so: "screen name"; else empty
    QString why; ///< how the rule knows, one sentence; empty where it says nothing more
    QString text; ///< its value as text when it is readable, capped; else empty
    std::uint64_t size = 0; ///< octets of its content
    bool leaf = true;
    bool literal = false; ///< a JSON number, true, false or null: not a string, no quotes
    PayloadVerdict verdict = PayloadVerdict::opened;
    QString reason;
    QString note; ///< e.g. "crc -455218539 matches the payload"
    base::ByteRange onTheWire; ///< octets of the location that prove it
    base::ByteRange range; ///< in its parent's content
    bool linear = false; ///< its content is octet for octet that range
    std::vector<int> children;
};

/// One location of a message, opened.
struct PayloadTree {
    QString location; ///< "url", "header:Referer", "cookie:sid", "body", "response body"
    QByteArray wire; ///< its octets as on the wire, capped at 1 MiB for showing
    std::vector<PayloadNode> nodes; ///< node 0 is the root
    /// Steps and keys from the location to the node.
    [[nodiscard]] QStringList path(int node) const;
};

/// Everything the inspector shows of one exchange.
struct OpenedExchange {
    session::ExchangeId id;
    session::HeaderList requestHeaders;
    session::HeaderList responseHeaders;
    std::vector<PayloadTree> request; ///< url, headers that open further, cookies, body
    std::vector<PayloadTree> response; ///< the response body
};

/// Reads bodies from the payload store and opens them on a worker thread. GUI-thread object.
class PayloadAccess final : public QObject {
    Q_OBJECT
public:
    explicit PayloadAccess(QObject *parent = nullptr);
    ~PayloadAccess() override;

    /// Where bodies lie for the session shown, and what opens them; null: there is none, the standard decoders.
    void setStore(std::shared_ptr<const session::PayloadStore> store,
        std::shared_ptr<const decode::DecoderRegistry> decoders = nullptr);

    /// What trackers' rules know of a request is written into its trees: names of values, and that a body is encrypted
    /// and why. Null: nothing is.
    void setTrackers(std::shared_ptr<const rules::TrackerLibrary> trackers) { m_trackers = std::move(trackers); }

    /// Asks for an exchange; opened() comes later with the newest request only: asking again before
    /// that drops the earlier question.
    void open(const session::Exchange &exchange);

signals:
    void opened(const std::shared_ptr<const telltale::bridge::OpenedExchange> &exchange);

private:
    std::shared_ptr<const session::PayloadStore> m_store;
    std::shared_ptr<const decode::DecoderRegistry> m_decoders;
    std::shared_ptr<const rules::TrackerLibrary> m_trackers;
    std::uint64_t m_question = 0;
    class Worker;
    std::unique_ptr<Worker> m_worker;
};

} // namespace telltale::bridge
