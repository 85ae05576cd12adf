/// One line of the table.
///
/// @param name unlike all others; rows are chosen by its beginning
/// @param what it is about, in half a sentence
/// @param cost the unit of [Result#cost]
/// @param yield the unit of [Result#yield]; empty where there is none
record Row(String name, String what, String cost, String yield, Goal goal) {}
