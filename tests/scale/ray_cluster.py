"""A Ray cluster of three nodes on this machine, of which two work: prints its address, and ends when stdin does."""

from __future__ import annotations

import sys

from ray.cluster_utils import Cluster

MEMORY = 100 * 1024 * 1024

if __name__ == "__main__":
    head = {"num_cpus": 0, "include_dashboard": False, "object_store_memory": MEMORY}
    cluster = Cluster(initialize_head=True, head_node_args=head)
    for _ in range(2):
        cluster.add_node(num_cpus=1, object_store_memory=MEMORY)
    print(f"address {cluster.address}", flush=True)
    sys.stdin.read()
    cluster.shutdown()
