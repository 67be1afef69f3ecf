// People drawn from the model. Ages, conditions, contacts and waits of a person come from a random
// stream of (seed, person) alone, and which person belongs to which ethnic group from one of (seed,
// area): no person's record depends on who else is made, nor in what order.
#pragma once

#include <cstdint>
#include <vector>

#include "population/synthetic/model.hpp"

namespace concord::population {

struct DrawnPerson {
    std::uint32_t area = 0;   // of the model's areas
    std::uint32_t place = 0;  // among the area's people
    std::int32_t birth = 0;   // days since 1970
    std::uint32_t practice = 0;
    std::uint8_t age = 0;
    std::uint8_t sex = 0;
    std::uint8_t ethnicity = 0;
    bool opt_out = false;
};

struct DrawnCondition {
    std::uint32_t person = 0;  // place in the block
    std::int32_t onset = 0;
    std::uint8_t condition = 0;
};

struct DrawnContact {
    std::uint32_t person = 0;
    std::int32_t day = 0;
    std::uint32_t provider = 0;
    std::uint16_t contacts = 0;
    std::uint8_t service = 0;
};

struct DrawnWait {
    std::uint32_t person = 0;
    std::int32_t start = 0;
    std::uint32_t provider = 0;
    std::uint8_t specialty = 0;
    std::uint8_t place = 0;  // among the person's pathways
};

// The people of some areas with all that is known of them.
struct Block {
    std::vector<DrawnPerson> people;
    std::vector<DrawnCondition> conditions;
    std::vector<DrawnContact> contacts;
    std::vector<DrawnWait> waits;
    std::vector<std::uint8_t> groups;  // ethnic groups of the area in hand

    void clear();
};

// Adds the people of one area to the block.
void draw_area(const Model& model, std::uint32_t area, Block& block);

// The least count whose Poisson probability reaches the draw.
std::uint32_t poisson(double rate, std::uint32_t draw);

}  // namespace concord::population
