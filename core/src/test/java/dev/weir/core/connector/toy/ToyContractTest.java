package dev.weir.core.connector.toy;

import dev.weir.core.connector.toy.ToyConnector.Table;
import dev.weir.core.contract.Capability;
import dev.weir.core.contract.ConnectorContract;
import dev.weir.core.contract.ContractPipeline;
import dev.weir.core.contract.Rows.Row;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

class ToyContractTest extends ConnectorContract {
  private final String source = UUID.randomUUID().toString();
  private final String destination = UUID.randomUUID().toString();

  @Override
  protected Set<Capability> capabilities() {
    return Set.of(Capability.INCREMENTAL);
  }

  @Override
  protected ContractPipeline ends() {
    return new ContractPipeline(
        "toy", "store: \"" + source + "\"", "store: \"" + destination + "\"", Map.of());
  }

  @Override
  protected void store(String stream, List<Row> rows) {
    ToyConnector.TABLES.put(source + "." + stream, new Table(rows, Optional.empty()));
  }

  @Override
  protected List<Row> target(String stream) {
    Table table = ToyConnector.TABLES.get(destination + "." + stream);
    return table == null ? List.of() : table.rows();
  }

  @Override
  protected List<String> objects() {
    return ToyConnector.TABLES.keySet().stream()
        .filter(name -> name.startsWith(destination))
        .sorted()
        .toList();
  }
}
