// Each test has real processes of its own; two tests at once would only measure the machine.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
