// Rows that another thread reads ahead of the one that takes them, in the same order.
#include <array>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>

#include "spending/reading/row_source.hpp"

namespace concord::spending {
namespace {

// Some rows with all that they hold, so that their source may go on.
class Block {
  public:
    // Fills the block from the source; false where the source has ended.
    bool fill(RowSource& source) {
        constexpr std::size_t enough_bytes = std::size_t{1} << 18;
        text_.clear();
        cells_.clear();
        rows_.clear();
        RawRow row;
        bool more = true;
        while (text_.size() < enough_bytes && cells_.size() < enough_bytes &&
               (more = source.next(row))) {
            for (const auto& cell : row.cells)
                text_ += cell.text;
            cells_.insert(cells_.end(), row.cells.begin(), row.cells.end());
            rows_.push_back(row);
        }
        point_into_block();
        return more;
    }

    std::span<const RawRow> rows() const { return rows_; }

  private:
    // The texts stand one behind the other, as the cells and the rows do.
    void point_into_block() {
        const char* text = text_.data();
        for (auto& cell : cells_) {
            cell.text = {text, cell.text.size()};
            text += cell.text.size();
        }
        const RawCell* cells = cells_.data();
        for (auto& row : rows_) {
            row.cells = {cells, row.cells.size()};
            cells += row.cells.size();
        }
    }

    std::string text_;
    std::vector<RawCell> cells_;
    std::vector<RawRow> rows_;
};

class RowsAhead final : public RowSource {
  public:
    explicit RowsAhead(std::unique_ptr<RowSource> source)
        : source_(std::move(source)), reader_([this] { read(); }) {}

    ~RowsAhead() override {
        {
            const std::lock_guard lock(mutex_);
            is_left_ = true;
        }
        changed_.notify_all();
        reader_.join();
    }
    RowsAhead(const RowsAhead&) = delete;
    RowsAhead& operator=(const RowsAhead&) = delete;

    bool next(RawRow& row) override {
        while (at_ == rows_.size()) {
            if (!next_block()) return false;
        }
        row = rows_[at_++];
        return true;
    }

    files::WorkbookFault trouble() override {
        const std::lock_guard lock(mutex_);
        return trouble_;
    }

  private:
    void read() {
        bool more = true;
        for (std::size_t number = 0; more && wait_for_room(number); ++number) {
            std::exception_ptr failure;
            try {
                more = blocks_[number % blocks_.size()].fill(*source_);
            } catch (...) {
                failure = std::current_exception();
                more = false;
            }
            const std::lock_guard lock(mutex_);
            filled_ = number + 1;
            has_ended_ = !more;
            failure_ = failure;
            if (!more && !failure) trouble_ = source_->trouble();
            changed_.notify_all();
        }
    }

    bool wait_for_room(std::size_t number) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return is_left_ || number < taken_ + blocks_.size(); });
        return !is_left_;
    }

    // Gives the block that was read back and goes on to the next; false at the end.
    bool next_block() {
        std::unique_lock lock(mutex_);
        if (holds_one_) {
            ++taken_;
            holds_one_ = false;
            changed_.notify_all();
        }
        changed_.wait(lock, [&] { return taken_ < filled_ || has_ended_; });
        if (taken_ == filled_ || (failure_ && taken_ + 1 == filled_)) {
            if (failure_) std::rethrow_exception(failure_);
            return false;
        }
        holds_one_ = true;
        rows_ = blocks_[taken_ % blocks_.size()].rows();
        at_ = 0;
        return true;
    }

    std::unique_ptr<RowSource> source_;
    std::array<Block, 4> blocks_;
    std::span<const RawRow> rows_;  // of the block that is being taken
    std::size_t at_ = 0;
    bool holds_one_ = false;

    std::mutex mutex_;  // of all below
    std::condition_variable changed_;
    std::size_t filled_ = 0;
    std::size_t taken_ = 0;
    bool has_ended_ = false;
    bool is_left_ = false;
    std::exception_ptr failure_;
    files::WorkbookFault trouble_;

    std::thread reader_;  // last: it uses all of the above
};

}  // namespace

std::unique_ptr<RowSource> rows_ahead(std::unique_ptr<RowSource> source) {
    return std::make_unique<RowsAhead>(std::move(source));
}

}  // namespace concord::spending
