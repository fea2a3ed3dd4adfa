// SPDX-License-Identifier: GPL-3.0-or-later
#include "bridge/payload_access.h"

#include "base/utf8.h"
#include "decode/decoder.h"
#include "decode/outgoing_message.h"
#include "session/header_block.h"
#include "trackers/node_names.h"

#include <QThread>

#include <algorithm>
#include <atomic>
#include <functional>

namespace telltale::bridge {

namespace {

constexpr std::size_t shownWire = 1024 * 1024;
constexpr std::size_t shownText = 4096;
constexpr std::uint64_t openedBody = 64ULL * 1024 * 1024;

QByteArray octets(base::ByteView bytes, std::size_t limit)
{
    return {reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(std::min(bytes.size(), limit))};
}

QString shownValue(base::ByteView content)
{
    std::string_view text = base::asText(content);
    const bool cut = text.size() > shownText;
    text = text.substr(0, shownText);
    // A cut may split a sequence: step back to its first octet.
    while (cut && !text.empty() && (static_cast<unsigned char>(text.back()) & 0xc0U) == 0x80U)
        text.remove_suffix(1);
    if (cut && !text.empty() && static_cast<unsigned char>(text.back()) >= 0xc0U)
        text.remove_suffix(1);
    if (!base::isReadableText(text))
        return {};
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()))
        + (cut ? QStringLiteral("…") : QString());
}

/// A leaf of a JSON text that was not written as a string: no quote stands before it.
bool isJsonLiteral(const decode::DecodeTree &tree, std::uint32_t index)
{
    const decode::Node &node = tree.node(index);
    if (!node.leaf || !node.linear || !node.step.empty() || index == 0)
        return false;
    const base::ByteView around = tree.content(node.parent);
    if (node.range.from > 0 && around[node.range.from - 1] == '"')
        return false;
    std::uint32_t up = node.parent;
    while (up != 0 && tree.node(up).step.empty())
        up = tree.node(up).parent;
    return tree.node(up).step == "json";
}

/// A node whose key tells as much as its name needs none: "$screen_name" for "screen name".
bool saysTheSame(std::string_view key, std::string_view name)
{
    const auto letters = [](std::string_view text) {
        std::string kept;
        for (const char c : text) {
            if (QChar::fromLatin1(c).isLetterOrNumber())
                kept += QChar::fromLatin1(c).toLower().toLatin1();
        }
        return kept;
    };
    return letters(key) == letters(name);
}

PayloadNode value(const decode::DecodeTree &tree, std::uint32_t index)
{
    const decode::Node &from = tree.node(index);
    const base::ByteView content = tree.content(index);
    PayloadNode node;
    node.parent = index == 0 ? -1 : static_cast<int>(from.parent);
    node.step = QString::fromStdString(from.step);
    node.key = QString::fromStdString(from.key);
    if (const auto name = tree.name(index); !saysTheSame(from.key, name))
        node.name = QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
    node.size = content.size();
    node.leaf = from.leaf;
    node.literal = isJsonLiteral(tree, index);
    if (from.leaf)
        node.text = shownValue(content);
    node.verdict = static_cast<PayloadVerdict>(from.verdict);
    node.reason = QString::fromStdString(from.reason);
    node.note = QString::fromStdString(from.note);
    node.onTheWire = tree.onTheWire(index, {0, content.size()});
    node.range = from.range;
    node.linear = from.linear;
    node.children.assign(from.children.begin(), from.children.end());
    return node;
}

PayloadTree value(const std::string &location, const decode::DecodeTree &tree)
{
    PayloadTree result;
    result.location = QString::fromStdString(location);
    result.wire = octets(tree.content(0), shownWire);
    result.nodes.reserve(tree.nodes().size());
    for (std::uint32_t i = 0; i < tree.nodes().size(); ++i)
        result.nodes.push_back(value(tree, i));
    return result;
}

/// What rules know of single values, beside the names of fields that nameNodes() wrote.
void addKnown(std::vector<PayloadTree> &shown, const rules::TrackerTable &table, const decode::OutgoingMessage &message)
{
    for (const trackers::KnownNode &known : trackers::knownNodes(table, message)) {
        PayloadNode &node = shown[known.tree].nodes[known.node];
        if (const std::string &key = message.trees[known.tree].tree.node(known.node).key; !saysTheSame(key, known.name))
            node.name = QString::fromStdString(known.name);
        node.why = QString::fromStdString(known.why);
    }
}

std::shared_ptr<const OpenedExchange> openExchange(const session::PayloadStore &store,
    const decode::DecoderRegistry &decoders, const rules::TrackerLibrary *trackers, const session::Exchange &exchange)
{
    auto result = std::make_shared<OpenedExchange>();
    result->id = exchange.id;
    result->requestHeaders = session::decodeHeaders(store.read(exchange.request.headers));
    result->responseHeaders = session::decodeHeaders(store.read(exchange.response.headers));
    const base::ByteBuffer body = store.read(exchange.request.body, openedBody);
    auto request = decode::openRequest(exchange, result->requestHeaders, body, decoders);
    const auto table = trackers ? trackers->table() : nullptr;
    if (table)
        trackers::nameNodes(*table, request);
    for (const auto &located : request.trees)
        result->request.push_back(value(located.location, located.tree));
    if (table)
        addKnown(result->request, *table, request);
    const base::ByteBuffer answer = store.read(exchange.response.body, openedBody);
    if (!answer.empty()) {
        const decode::Hints hints{exchange.response.contentType, exchange.response.contentEncoding, {}, 0};
        const auto tree = decode::decodeLocation(answer, decode::LocationKind::body, hints, decoders);
        result->response.push_back(value("response body", tree));
    }
    return result;
}

} // namespace

QStringList PayloadTree::path(int node) const
{
    QStringList steps;
    for (int i = node; i > 0 && i < static_cast<int>(nodes.size()); i = nodes[static_cast<std::size_t>(i)].parent) {
        const auto &at = nodes[static_cast<std::size_t>(i)];
        // Read upwards: where a node has both, the key selects and the step then opens.
        if (!at.step.isEmpty())
            steps.prepend(at.step);
        if (!at.key.isEmpty())
            steps.prepend(at.key);
    }
    return steps;
}

/// One thread that answers one question at a time; questions that were overtaken are skipped.
class PayloadAccess::Worker {
public:
    Worker()
    {
        m_context.moveToThread(&m_thread);
        m_thread.start();
    }

    ~Worker()
    {
        newest.fetch_add(1);
        m_thread.quit();
        m_thread.wait();
    }

    Worker(const Worker &) = delete;
    Worker &operator=(const Worker &) = delete;

    void post(std::function<void()> work)
    {
        QMetaObject::invokeMethod(&m_context, std::move(work), Qt::QueuedConnection);
    }

    std::atomic<std::uint64_t> newest = 0;

private:
    QThread m_thread;
    QObject m_context;
};

PayloadAccess::PayloadAccess(QObject *parent)
    : QObject(parent)
    , m_worker(std::make_unique<Worker>())
{
}

PayloadAccess::~PayloadAccess() = default;

void PayloadAccess::setStore(
    std::shared_ptr<const session::PayloadStore> store, std::shared_ptr<const decode::DecoderRegistry> decoders)
{
    m_store = std::move(store);
    m_decoders = std::move(decoders);
    m_worker->newest = ++m_question;
}

void PayloadAccess::open(const session::Exchange &exchange)
{
    const std::uint64_t question = ++m_question;
    m_worker->newest = question;
    if (!m_store)
        return;
    Worker *worker = m_worker.get();
    m_worker->post([this, worker, question, store = m_store, decoders = m_decoders, trackers = m_trackers, exchange] {
        if (worker->newest != question)
            return;
        const auto &registry = decoders ? *decoders : decode::DecoderRegistry::standard();
        auto result = openExchange(*store, registry, trackers.get(), exchange);
        QMetaObject::invokeMethod(
            this,
            [this, question, result = std::move(result)] {
                if (question == m_question)
                    emit opened(result);
            },
            Qt::QueuedConnection);
    });
}

} // namespace telltale::bridge

#include "moc_payload_access.cpp"
