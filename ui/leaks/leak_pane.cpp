// SPDX-License-Identifier: GPL-3.0-or-later
#include "leaks/leak_pane.h"

#include "delegates/elided_label.h"
#include "leaks/leak_delegate.h"
#include "models/reason_text.h"
#include "models/units.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QStackedLayout>
#include <QTimer>

#include <algorithm>
#include <map>

namespace telltale::leaks {

using bridge::Theme;
using models::LeakFilter;

LeakPane::LeakPane(bridge::SessionStore &store, bridge::Selection &selection, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_store(store)
    , m_selection(selection)
    , m_theme(theme)
    , m_model(store)
    , m_filter(m_model)
{
    setObjectName(QStringLiteral("leakPane"));
    setAttribute(Qt::WA_StyledBackground);
    auto *delegate = new LeakDelegate(
        theme, [this](int row) -> const session::Leak & { return m_filter.leak(row); },
        [this](const session::Leak &leak) { return delegates::markOf(m_store, bridge::laneKey(leak.app)); }, this);
    m_list = new QListView;
    m_list->setAccessibleName(tr("Leaks"));
    m_list->setModel(&m_filter);
    m_list->setItemDelegate(delegate);
    m_list->setUniformItemSizes(true);
    m_list->setResizeMode(QListView::Adjust);
    m_list->setMouseTracking(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_empty = new QLabel;
    m_empty->setWordWrap(true);
    m_empty->setTextFormat(Qt::PlainText);
    m_empty->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_empty->setContentsMargins(12, 8, 12, 8);
    auto *lists = new QWidget;
    m_stack = new QStackedLayout(lists);
    m_stack->addWidget(m_list);
    m_stack->addWidget(m_empty);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHead());
    column->addWidget(lists, 1);

    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
        [this](const QModelIndex &now) { choose(now.row()); });
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex &at) { choose(at.row()); });
    const auto prove = [this](const QModelIndex &at) {
        choose(at.row());
        m_selection.requestProof();
    };
    connect(m_list, &QListView::activated, this, prove);
    connect(delegate, &LeakDelegate::proofClicked, this, prove);
    connect(&selection, &bridge::Selection::leakChanged, this, &LeakPane::showSelection);
    connect(&selection, &bridge::Selection::focusChanged, this, [this] {
        m_filter.setLane(m_selection.lane());
        update();
    });
    connect(&store, &bridge::SessionStore::changed, this, &LeakPane::update);
    connect(&store, &bridge::SessionStore::reset, this, &LeakPane::update);
    connect(&theme, &Theme::changed, this, &LeakPane::applyFonts);
    applyFonts();
    update();
}

QWidget *LeakPane::makeHead()
{
    auto *head = new QWidget;
    head->setObjectName(QStringLiteral("paneHead"));
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(12, 4, 12, 4);
    row->setSpacing(4);
    m_title = new delegates::ElidedLabel;
    m_kinds = new delegates::ElidedLabel;
    row->addWidget(m_title);
    row->addSpacing(8);
    m_choices = new QButtonGroup(this);
    int id = 0;
    for (const QString &name : {tr("All"), tr("In private browsing")}) {
        auto *choice = new QPushButton(name);
        choice->setObjectName(QStringLiteral("choice"));
        choice->setCheckable(true);
        choice->setChecked(id == 0);
        m_choices->addButton(choice, id++);
        row->addWidget(choice);
    }
    row->addSpacing(8);
    row->addWidget(makeMakers());
    row->addStretch(1);
    row->addWidget(m_kinds);
    auto *secrets = new QPushButton(tr("Secrets…"));
    secrets->setObjectName(QStringLiteral("secrets"));
    secrets->setToolTip(tr("Say what else must not leave the phone: names, addresses, numbers"));
    row->addWidget(secrets);
    connect(secrets, &QPushButton::clicked, this, &LeakPane::secretsWanted);
    connect(m_choices, &QButtonGroup::idClicked, this, [this](int chosen) {
        m_filter.setShow(static_cast<LeakFilter::Show>(chosen));
        update();
        showSelection();
    });
    return head;
}

/// By whom: the app is to blame for what it does itself, a page's tracker would do it in any browser.
QWidget *LeakPane::makeMakers()
{
    m_makers = new QComboBox;
    m_makers->setObjectName(QStringLiteral("makers"));
    m_makers->setAccessibleName(tr("By whom"));
    m_makers->setToolTip(tr("What the app itself sends it sends for everybody who uses it; what a page sends, any "
                            "browser that opens the page would send."));
    m_makers->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_makers->addItem(tr("By anyone"));
    for (const models::ByWhom maker : models::everyMaker)
        m_makers->addItem(models::byWhomText(maker), static_cast<int>(maker));
    connect(m_makers, &QComboBox::activated, this, [this] {
        const QVariant maker = m_makers->currentData();
        m_filter.setMaker(maker.isValid() ? std::optional(static_cast<models::ByWhom>(maker.toInt())) : std::nullopt);
        update();
        showSelection();
    });
    return m_makers;
}

void LeakPane::countMakers()
{
    const auto counts = m_filter.makers();
    for (int i = 1; i < m_makers->count(); ++i) {
        const auto maker = static_cast<models::ByWhom>(m_makers->itemData(i).toInt());
        const auto count = counts.find(maker);
        m_makers->setItemText(i,
            QStringLiteral("%1 · %2").arg(models::byWhomText(maker),
                models::countText(count == counts.end() ? 0U : static_cast<std::uint64_t>(count->second))));
    }
}

void LeakPane::applyFonts()
{
    m_title->setFont(m_theme.head());
    m_kinds->setFont(m_theme.head());
    m_empty->setFont(m_theme.body());
    m_list->viewport()->update();
}

void LeakPane::update()
{
    m_title->setText(headText());
    m_kinds->setText(kindsText());
    countMakers();
    if (m_filter.rowCount() == 0)
        m_empty->setText(emptyText());
    m_stack->setCurrentIndex(m_filter.rowCount() == 0 ? 1 : 0);
}

QString LeakPane::headText() const
{
    const QString count = models::countText(static_cast<std::uint64_t>(m_filter.rowCount()));
    if (m_filter.shown() == LeakFilter::Show::incognito)
        return tr("Leaks in private browsing · %1").arg(count);
    return tr("Leaks · %1").arg(count);
}

QString LeakPane::kindsText() const
{
    QStringList parts;
    for (const auto &[kind, count] : m_filter.kinds())
        parts << QStringLiteral("%1 %2").arg(models::kindText(kind)).arg(count);
    return parts.join(QStringLiteral(" · "));
}

QString LeakPane::emptyText() const
{
    const auto &exchanges = m_store.exchanges();
    if (!m_store.leaks().empty())
        return tr("None of the %1 leaks found is of this sort.").arg(models::countText(m_store.leaks().size()));
    if (exchanges.empty()) {
        const QString why = closedText();
        return why.isEmpty() ? tr("Nothing was looked through yet: no request could be read so far.") : why;
    }
    const auto read = static_cast<std::uint64_t>(
        std::count_if(exchanges.begin(), exchanges.end(), [](const auto &exchange) { return !exchange.request.gaps; }));
    const auto searches = m_store.searches().size();
    return tr("Nothing found in %1 of %2 requests that could be read.")
               .arg(models::countText(read), models::countText(exchanges.size()))
        + QLatin1Char('\n')
        + tr("Looked for searches (%1 made here), addresses visited, identifiers, locations and accounts; in "
             "addresses, headers, cookies and bodies, through every layer that opens.")
              .arg(searches == 0 ? tr("none was") : models::countText(searches))
        + QLatin1Char('\n') + closedText();
}

QString LeakPane::closedText() const
{
    std::map<session::Reason, std::uint64_t> reasons;
    std::uint64_t closed = 0;
    for (const auto &connection : m_store.connections()) {
        if (bridge::isUndecrypted(connection)) {
            ++reasons[connection.reason];
            ++closed;
        }
    }
    if (closed == 0)
        return {};
    const auto most = std::max_element(
        reasons.begin(), reasons.end(), [](const auto &a, const auto &b) { return a.second < b.second; });
    const auto reason = models::reasonText(most->first);
    return tr("%1 connections could not be decrypted, so what they sent is unknown; most often because %2. %3")
        .arg(models::countText(closed), reason.words, reason.next);
}

bool LeakPane::selectFirst()
{
    // The most telling one: a private search before other private leaks before the rest.
    const auto weight = [this](int row) {
        const session::Leak &leak = m_filter.leak(row);
        return (leak.incognito ? 2 : 0) + (leak.kind == session::LeakKind::searchQuery ? 1 : 0);
    };
    int best = -1;
    for (int row = 0; row < m_filter.rowCount(); ++row) {
        if (best < 0 || weight(row) > weight(best))
            best = row;
    }
    choose(best);
    // The list may have come into sight just now: it knows its size only after that.
    QTimer::singleShot(0, this, [this] { m_list->scrollTo(m_list->currentIndex(), QAbstractItemView::PositionAtTop); });
    return best >= 0;
}

void LeakPane::choose(int row)
{
    if (m_showing || row < 0)
        return;
    const session::Leak &leak = m_filter.leak(row);
    m_selection.selectLeak(QString::fromStdString(leak.id), leak.exchange);
}

void LeakPane::showSelection()
{
    m_showing = true;
    const auto row = m_store.leakRow(m_selection.leak());
    const QModelIndex at = row ? m_filter.mapFromSource(m_model.index(static_cast<int>(*row))) : QModelIndex();
    if (at.isValid()) {
        // What is in sight already stays under the pointer.
        const bool inSight = m_list->viewport()->rect().contains(m_list->visualRect(at));
        m_list->setCurrentIndex(at);
        if (!inSight)
            m_list->scrollTo(at, QAbstractItemView::PositionAtTop);
    } else {
        m_list->clearSelection();
        m_list->setCurrentIndex({});
    }
    m_showing = false;
}

} // namespace telltale::leaks

#include "moc_leak_pane.cpp"
