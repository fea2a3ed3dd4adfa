// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspector/payload_page.h"

#include "inspector/fact_sheet.h"
#include "inspector/hex_view.h"
#include "inspector/payload_delegate.h"
#include "inspector/payload_tree_model.h"
#include "inspector/shell_command.h"
#include "inspector/trail_bar.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QShortcut>
#include <QSignalBlocker>
#include <QSplitter>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace telltale::inspector {

using bridge::Theme;

PayloadPage::PayloadPage(Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_model(new PayloadTreeModel(this))
    , m_why(new QLabel(this))
    , m_content(new QWidget(this))
    , m_locations(new QComboBox(m_content))
    , m_trail(new TrailBar(theme, m_content))
    , m_tree(new QTreeView(m_content))
    , m_wireHead(new QLabel(m_content))
    , m_hex(new HexView(theme, m_content))
    , m_facts(new FactSheet(theme, m_content))
{
    buildPage();
    connect(m_locations, &QComboBox::activated, this, &PayloadPage::showLocation);
    connect(m_trail, &TrailBar::chosen, this, &PayloadPage::choose);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &index) {
        if (index.isValid())
            showNode(index.data(PayloadTreeModel::NodeRole).toInt(), {});
    });
    connect(m_facts, &FactSheet::copied, this, &PayloadPage::copied);
    connect(&m_theme, &Theme::changed, this, &PayloadPage::applyTheme);
    auto *copy = new QShortcut(QKeySequence::Copy, m_tree, this, &PayloadPage::copyValue);
    copy->setContext(Qt::WidgetShortcut);
    applyTheme();
    clear({});
}

void PayloadPage::buildPage()
{
    m_why->setAlignment(Qt::AlignCenter);
    m_why->setWordWrap(true);
    m_why->setMargin(24);
    m_locations->setAccessibleName(tr("Part of the message"));
    m_tree->setModel(m_model);
    m_tree->setItemDelegate(new PayloadDelegate(m_theme, m_tree));
    m_tree->setHeaderHidden(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setUniformRowHeights(true);
    m_tree->setIndentation(14);
    m_tree->setAccessibleName(tr("Opened payload"));
    m_wireHead->setContentsMargins(12, 9, 12, 5);
    m_wireHead->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_facts->setGrowing(132);
    auto *wire = new QWidget;
    auto *wireColumn = new QVBoxLayout(wire);
    wireColumn->setContentsMargins({});
    wireColumn->setSpacing(0);
    wireColumn->addWidget(m_wireHead);
    wireColumn->addWidget(m_hex, 1);
    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->addWidget(m_tree);
    splitter->addWidget(wire);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(1);
    auto *chooser = new QHBoxLayout;
    chooser->setContentsMargins(12, 8, 12, 0);
    chooser->addWidget(m_locations, 1);
    auto *column = new QVBoxLayout(m_content);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addLayout(chooser);
    column->addWidget(m_trail);
    column->addWidget(splitter, 1);
    column->addWidget(m_facts);
    auto *page = new QVBoxLayout(this);
    page->setContentsMargins({});
    page->addWidget(m_why);
    page->addWidget(m_content);
}

void PayloadPage::applyTheme()
{
    m_wireHead->setFont(m_theme.head());
    QPalette soft = m_theme.palette();
    soft.setColor(QPalette::WindowText, m_theme.color(Theme::Role::soft));
    m_wireHead->setPalette(soft);
    m_why->setPalette(soft);
    m_tree->setPalette(m_theme.palette());
    m_tree->viewport()->update();
}

const bridge::PayloadTree *PayloadPage::tree(int location) const
{
    if (!m_exchange || location < 0)
        return nullptr;
    const auto index = static_cast<std::size_t>(location);
    const auto requests = m_exchange->request.size();
    if (index < requests)
        return &m_exchange->request[index];
    return index - requests < m_exchange->response.size() ? &m_exchange->response[index - requests] : nullptr;
}

int PayloadPage::currentNode() const
{
    const QModelIndex index = m_tree->currentIndex();
    return index.isValid() ? index.data(PayloadTreeModel::NodeRole).toInt() : 0;
}

QString PayloadPage::location() const
{
    return m_model->tree() ? m_model->tree()->location : QString();
}

QString PayloadPage::wireHead() const
{
    return m_wireHead->text();
}

int PayloadPage::locationIndex(const QString &name) const
{
    for (int i = 0; tree(i); ++i)
        if (tree(i)->location == name)
            return i;
    return -1;
}

void PayloadPage::clear(const QString &why)
{
    m_exchange.reset();
    m_leaks.clear();
    m_identifiers.clear();
    m_model->show(nullptr, nullptr, {});
    m_why->setText(why);
    m_why->show();
    m_content->hide();
    emit locationChanged(nullptr, {});
}

void PayloadPage::show(
    std::shared_ptr<const bridge::OpenedExchange> exchange, const Subject &subject, const session::Leak *leak)
{
    // The same request again, because more of it came: the user's place in it stays.
    const bool again = m_exchange && exchange && m_exchange->id == exchange->id && m_model->tree()
        && m_leaks.size() == subject.leaks.size();
    const QString place = location();
    const QStringList path = again ? m_model->tree()->path(currentNode()) : QStringList();
    m_exchange = std::move(exchange);
    m_leaks.clear();
    m_identifiers.clear();
    for (const auto *found : subject.leaks) {
        m_leaks.push_back(*found);
        m_identifiers.insert(m_identifiers.end(), found->identifiers.begin(), found->identifiers.end());
    }
    if (subject.exchange) {
        m_recipient = subject.exchange->recipient;
        m_host = subject.exchange->host;
    }
    fillLocations();
    if (m_locations->count() == 0) {
        clear(tr("This request carried nothing that could be opened."));
        return;
    }
    m_why->hide();
    m_content->show();
    if (again && locationIndex(place) >= 0) {
        showLocation(locationIndex(place));
        choose(m_model->nodeAt(path).value_or(0));
    } else if (leak) {
        showLeak(*leak);
    } else if (!m_leaks.empty()) {
        showLeak(m_leaks.front());
    } else {
        const int body = locationIndex(QStringLiteral("body"));
        showLocation(std::max(body, 0));
    }
}

void PayloadPage::fillLocations()
{
    const QSignalBlocker silent(m_locations);
    m_locations->clear();
    for (int i = 0; tree(i); ++i) {
        const QString name = tree(i)->location;
        const bool leaks = std::any_of(m_leaks.begin(), m_leaks.end(),
            [&](const session::Leak &leak) { return QString::fromStdString(leak.location) == name; });
        m_locations->addItem(leaks ? tr("%1 · leak").arg(locationName(name)) : locationName(name));
    }
}

void PayloadPage::showLocation(int index)
{
    const auto *shown = tree(index);
    if (!shown)
        return;
    m_locations->setCurrentIndex(index);
    PayloadMarks marks;
    for (const auto &leak : m_leaks) {
        QStringList path;
        for (const auto &step : leak.path)
            path << QString::fromStdString(step);
        marks.leaks.push_back({QString::fromStdString(leak.location), path, QString::fromStdString(leak.value)});
    }
    for (const auto &identifier : m_identifiers)
        marks.identifiers << QString::fromStdString(identifier.value);
    m_model->show(m_exchange, shown, marks);
    m_hex->setBytes(shown->wire);
    growTree();
    const QModelIndex leak = m_model->firstLeak();
    const QModelIndex first = leak.isValid() ? leak : m_model->index(0, 0);
    if (first.isValid())
        m_tree->setCurrentIndex(first);
    else
        showNode(0, {});
}

void PayloadPage::growTree()
{
    constexpr int readable = 400; // rows: a huge payload opens its first levels only
    if (m_model->tree() && m_model->tree()->nodes.size() <= readable)
        m_tree->expandAll();
    else
        m_tree->expandToDepth(1);
}

void PayloadPage::choose(int node)
{
    const QModelIndex index = m_model->indexOf(node);
    if (index.isValid() && index != m_tree->currentIndex())
        m_tree->setCurrentIndex(index);
    else
        showNode(node, {});
}

void PayloadPage::showLeak(const session::Leak &leak)
{
    FactPlace place{QString::fromStdString(leak.location), {}, leak.bytes};
    for (const auto &step : leak.path)
        place.path << QString::fromStdString(step);
    showPlace(place);
}

void PayloadPage::showPlace(const FactPlace &place)
{
    const int index = locationIndex(place.location);
    if (index < 0)
        return;
    showLocation(index);
    const auto node = m_model->nodeAt(place.path);
    if (!node) {
        // The tree may have met a limit before the value; the octets prove it all the same.
        m_hex->setMark(place.bytes);
        return;
    }
    const QModelIndex row = m_model->indexOf(*node);
    if (row.isValid()) {
        m_tree->setCurrentIndex(row);
        m_tree->scrollTo(row, QAbstractItemView::PositionAtCenter);
    }
    showNode(*node, place.bytes);
}

void PayloadPage::showNode(int node, base::ByteRange proof)
{
    const auto *shown = m_model->tree();
    if (!shown || node < 0 || static_cast<std::size_t>(node) >= shown->nodes.size())
        return;
    const auto range = proof.empty() ? shown->nodes[static_cast<std::size_t>(node)].onTheWire : proof;
    m_trail->setStops(trail(*shown, node));
    m_hex->setMark(range);
    QString head = tr("On the wire");
    if (!range.empty())
        head += QStringLiteral(" · ")
            + (range.size() == 1 ? tr("byte %1 %2").arg(range.from)
                                 : tr("bytes %1–%2 %3").arg(range.from).arg(range.to - 1))
                  .arg(ofLocation(shown->location));
    m_wireHead->setText(head);
    showFacts(node);
    emit locationChanged(shown, range);
}

void PayloadPage::showFacts(int node)
{
    const auto &shown = *m_model->tree();
    std::vector<Fact> facts;
    facts.push_back({tr("Recipient"), recipientText(m_recipient, m_host)});
    // What was noted on the way, from the value outwards.
    for (int at = node; at >= 0; at = shown.nodes[static_cast<std::size_t>(at)].parent) {
        const auto &step = shown.nodes[static_cast<std::size_t>(at)];
        if (!step.note.isEmpty())
            facts.push_back({tr("Check"), step.note,
                step.note.contains(QLatin1String("match")) && !step.note.contains(QLatin1String("not"))
                    ? Tone::good
                    : Tone::normal});
        if (const QString words = verdictWords(step); !words.isEmpty())
            facts.push_back({tr("Not opened"), words, Tone::soft});
    }
    if (static_cast<std::uint64_t>(shown.wire.size()) < shown.nodes[0].size)
        facts.push_back({tr("Shown"), tr("the first %1 bytes").arg(shown.wire.size()), Tone::soft});
    QStringList also;
    for (const auto &identifier : m_identifiers)
        if (const QString kind = QString::fromStdString(identifier.kind); !also.contains(kind))
            also << kind;
    if (!also.isEmpty())
        facts.push_back({tr("Also sent"), also.join(QStringLiteral(", ")), Tone::priv});
    if (const auto command = shellCommand(shown, node))
        facts.push_back({tr("Repeat it"), QString(), Tone::normal, *command, tr("Copy as shell command"), false});
    m_facts->setFacts(std::move(facts));
}

void PayloadPage::copyValue()
{
    const QModelIndex index = m_tree->currentIndex();
    if (!index.isValid())
        return;
    const QString value = index.data(PayloadTreeModel::ValueRole).toString();
    QGuiApplication::clipboard()->setText(value.isEmpty() ? index.data().toString() : value);
}

} // namespace telltale::inspector

#include "moc_payload_page.cpp"
