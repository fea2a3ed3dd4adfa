// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/exchange_pane.h"

#include "delegates/exchange_delegate.h"

#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QStackedLayout>
#include <QTableView>

#include <algorithm>

namespace telltale::shell {

namespace {
constexpr int scrollBarWidth = 10; // as the style sheet says
}

using models::ExchangeTableModel;

ExchangePane::ExchangePane(
    bridge::SessionStore &store, bridge::Selection &selection, const bridge::Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_store(store)
    , m_selection(selection)
    , m_theme(theme)
    , m_model(store)
    , m_filter(m_model)
{
    setObjectName(QStringLiteral("pane"));
    setAttribute(Qt::WA_StyledBackground);
    m_table = new QTableView;
    m_table->setObjectName(QStringLiteral("exchangeTable"));
    setUpTable();
    m_empty = new QLabel;
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setContentsMargins(32, 16, 32, 16);
    m_stack = new QStackedLayout(this);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ExchangePane::choose);
    connect(m_table, &QTableView::clicked, this, &ExchangePane::choose);
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex &at) {
        choose(at);
        m_selection.requestProof();
    });
    connect(&selection, &bridge::Selection::exchangeChanged, this, &ExchangePane::showSelection);
    connect(&selection, &bridge::Selection::focusChanged, this, &ExchangePane::showFocus);
    connect(&store, &bridge::SessionStore::changed, this, &ExchangePane::update);
    connect(&store, &bridge::SessionStore::reset, this, &ExchangePane::update);
    connect(&theme, &bridge::Theme::changed, this, &ExchangePane::applyTheme);
    applyTheme();
    update();
}

void ExchangePane::setUpTable()
{
    auto *delegate = new delegates::ExchangeDelegate(m_theme, this);
    m_table->setAccessibleName(tr("Requests and undecrypted connections"));
    m_table->setModel(&m_filter);
    m_table->setItemDelegate(delegate);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(delegate->rowHeight());
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_table, &QTableView::customContextMenuRequested, this, &ExchangePane::showMenu);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(ExchangeTableModel::Time, Qt::AscendingOrder);
    auto *header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setMinimumSectionSize(48);
    header->setSectionResizeMode(QHeaderView::Interactive);
    header->setSectionResizeMode(ExchangeTableModel::What, QHeaderView::Stretch);
}

void ExchangePane::setUpColumns()
{
    const QFontMetrics metrics(m_theme.body());
    const auto wide = [&metrics](const char *sample) { return metrics.horizontalAdvance(QLatin1String(sample)) + 24; };
    const int time = wide("00:00:00.000");
    const int sent = wide("000.0 kB");
    const int status = wide("Status");
    // The rest is shared by the columns that can be shortened; What takes what remains.
    const int rest = width() - scrollBarWidth - time - sent - status;
    m_table->setColumnWidth(ExchangeTableModel::Time, time);
    m_table->setColumnWidth(ExchangeTableModel::App, std::clamp(rest * 25 / 100, 80, 180));
    m_table->setColumnWidth(ExchangeTableModel::To, std::clamp(rest * 36 / 100, 100, 260));
    m_table->setColumnWidth(ExchangeTableModel::Sent, sent);
    m_table->setColumnWidth(ExchangeTableModel::Status, status);
}

void ExchangePane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    setUpColumns();
}

void ExchangePane::applyTheme()
{
    m_empty->setFont(m_theme.body());
    m_empty->setStyleSheet(QStringLiteral("color: %1").arg(m_theme.color(bridge::Theme::Role::soft).name()));
    QFont small = m_theme.small();
    small.setWeight(QFont::Medium);
    m_table->horizontalHeader()->setFont(small);
    m_table->viewport()->update();
}

void ExchangePane::setQuery(const QString &text)
{
    m_filter.setQuery(text);
    update();
    showSelection();
}

void ExchangePane::setFollow(bool follow)
{
    m_follow = follow;
    update();
}

void ExchangePane::choose(const QModelIndex &at)
{
    if (m_showing || !at.isValid())
        return;
    // A connection that could not be decrypted has no exchange: nothing is shown beside it.
    m_selection.selectExchange(m_filter.exchangeAt(at.row()));
}

void ExchangePane::showMenu(const QPoint &at)
{
    const QModelIndex row = m_table->indexAt(at);
    const auto exchange = row.isValid() ? m_filter.exchangeAt(row.row()) : std::nullopt;
    if (!exchange)
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *name = menu->addAction(tr("The app of this connection is…"));
    name->setObjectName(QStringLiteral("nameApp"));
    connect(name, &QAction::triggered, this, [this, id = exchange->connection] { emit namingWanted(id); });
    menu->popup(m_table->viewport()->mapToGlobal(at));
}

void ExchangePane::showSelection()
{
    m_showing = true;
    const auto row = m_selection.exchange() ? m_filter.rowOf(*m_selection.exchange()) : std::nullopt;
    if (row && *row != m_table->currentIndex().row()) {
        const QModelIndex at = m_filter.index(*row, 0);
        const bool inSight = m_table->viewport()->rect().contains(m_table->visualRect(at));
        m_table->selectRow(*row);
        if (!inSight)
            m_table->scrollTo(at, QAbstractItemView::PositionAtCenter);
    } else if (!row && m_selection.exchange()) {
        m_table->clearSelection();
        m_table->setCurrentIndex({});
    } else if (!row && m_filter.exchangeAt(m_table->currentIndex().row())) {
        m_table->clearSelection();
        m_table->setCurrentIndex({});
    }
    m_showing = false;
}

void ExchangePane::showFocus()
{
    m_filter.setLane(m_selection.lane());
    m_filter.setStation(m_selection.station());
    update();
    showSelection();
}

void ExchangePane::update()
{
    const bool empty = m_filter.rowCount() == 0;
    if (empty)
        m_empty->setText(emptyText());
    m_stack->setCurrentIndex(empty ? 1 : 0);
    // What a reader points at stays where it is.
    if (m_follow && !m_table->viewport()->underMouse())
        m_table->scrollToBottom();
}

QString ExchangePane::emptyText() const
{
    if (m_model.rowCount() > 0 && m_filter.narrowed())
        return tr("No row fits the filter. Press Esc to see all.");
    if (m_store.packets() == 0)
        return tr("Waiting for the first packet…");
    return tr("No request and no encrypted connection in the packets so far. Let the phone open a page: if nothing "
              "comes then, "
              "it is not behind this interface.");
}

} // namespace telltale::shell

#include "moc_exchange_pane.cpp"
