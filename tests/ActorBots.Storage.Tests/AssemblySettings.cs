// Most of the long tests wait for time-outs and leases to pass; more of them than cores may wait at once.
[assembly: CollectionBehavior(MaxParallelThreads = 4)]
