package dev.weir.micro.conninfo;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ConnectionPartsTest {
  @ParameterizedTest
  @EnumSource
  void check_productOnEachForm_passes(ConnectionForm form) {
    Map<String, String> found = ConnectionParts.of(ConnectionParts.read(form.text()));

    assertThatCode(() -> ConnectionParts.check("weir", form, found)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @EnumSource(names = {"JDBC_URL", "HOSTS_JDBC_URL"})
  void check_driverOnItsForms_passes(ConnectionForm form) {
    Map<String, String> found = ConnectionParts.of(ConnectionParts.parseByDriver(form.text()));

    assertThatCode(() -> ConnectionParts.check("driver", form, found)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "orders.example, orders.invalid, the hosts",
    "5433, 5434, the ports",
    "/orders?, /other?, the database",
    "reader, writer, the user",
    "not-a-secret, secret, the password",
    "require, disable, sslmode",
    "=weir, =other, application_name"
  })
  void check_anyOtherPart_isReported(String text, String other, String part) {
    ConnectionForm form = ConnectionForm.JDBC_URL;
    Map<String, String> found =
        ConnectionParts.of(ConnectionParts.parseByDriver(form.text().replace(text, other)));

    assertThatThrownBy(() -> ConnectionParts.check("broken", form, found))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("broken finds " + part + " of JDBC_URL to be");
  }
}
