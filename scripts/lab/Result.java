/// What one run of a [Row] came to.
///
/// @param cost to the proxy for each unit of work; NaN without a proxy
/// @param yield work done for each unit of time, or whatever else the row says
record Result(double cost, double yield) {}
