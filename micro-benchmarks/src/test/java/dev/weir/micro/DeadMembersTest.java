package dev.weir.micro;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.domain.JavaFieldAccess.AccessType;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.weir.core.error.ErrorCode;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * No member is there that no product code uses. The compiler's checks find private ones; this finds
 * the others, those that only tests use included.
 */
class DeadMembersTest {
  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.weir");

  @Test
  void methods_areUsedByMainCode() {
    Set<String> dead = new TreeSet<>();
    for (JavaClass type : classes) {
      for (JavaMethod method : type.getMethods()) {
        if (!isUsed(method)) {
          dead.add(method.getFullName());
        }
      }
    }
    assertThat(dead).isEmpty();
  }

  @Test
  void errorCodes_areRaised() {
    Set<String> dead = new TreeSet<>();
    for (JavaClass type : classes) {
      for (JavaField field :
          type.isAssignableTo(ErrorCode.class) ? type.getFields() : Set.<JavaField>of()) {
        if (field.getRawType().equals(type) && readers(field).findAny().isEmpty()) {
          dead.add(field.getFullName());
        }
      }
    }
    assertThat(dead).isEmpty();
  }

  private static boolean isUsed(JavaMethod method) {
    return isCalled(method)
        || isCalledByAFramework(method)
        || related(method.getOwner().getAllSubclasses(), method).anyMatch(DeadMembersTest::isCalled)
        || overridden(method).findAny().isPresent()
        || isReadComponent(method);
  }

  private static boolean isCalled(JavaMethod method) {
    return Stream.<JavaAccess<?>>concat(
            method.getAccessesToSelf().stream(), method.getReferencesToSelf().stream())
        .anyMatch(access -> !access.getOrigin().equals(method));
  }

  private static boolean isCalledByAFramework(JavaMethod method) {
    JavaClass owner = method.getOwner();
    return !method.getAnnotations().isEmpty()
        || method.getModifiers().contains(JavaModifier.SYNTHETIC)
        || method.getName().equals("main")
        || owner.getPackageName().endsWith("jmh_generated")
        // Offered to connectors and transforms, those of other projects included.
        || owner.getPackageName().equals("dev.weir.core.connector")
        // Offered to programs.
        || owner.getPackageName().equals("dev.weir.postgres.query")
        // Generated from the grammar of queries.
        || owner.getPackageName().equals("dev.weir.rules.eql.grammar")
        // The template engine calls what it generates.
        || (owner.getSimpleName().startsWith("Jte") && method.getName().equals("renderMap"))
        // Compared as a whole, by equals.
        || (owner.isRecord() && owner.getSimpleName().endsWith("Key"))
        || (owner.isEnum() && Set.of("values", "valueOf").contains(method.getName()));
  }

  /** What this method overrides: whoever calls that calls this. */
  private static Stream<JavaMethod> overridden(JavaMethod method) {
    return Stream.of(
            method.getOwner().getAllRawSuperclasses(), method.getOwner().getAllRawInterfaces())
        .flatMap(types -> related(types, method));
  }

  private static Stream<JavaMethod> related(Collection<JavaClass> types, JavaMethod method) {
    return types.stream()
        .flatMap(type -> type.getMethods().stream())
        .filter(other -> other.getName().equals(method.getName()))
        .filter(
            other -> other.getRawParameterTypes().size() == method.getRawParameterTypes().size());
  }

  /** A component that the record's own methods read needs no caller of its accessor. */
  private static boolean isReadComponent(JavaMethod method) {
    return method.getOwner().isRecord()
        && method
            .getOwner()
            .tryGetField(method.getName())
            .filter(
                field ->
                    readers(field)
                        .anyMatch(reader -> reader instanceof JavaMethod && !reader.equals(method)))
            .isPresent();
  }

  private static Stream<JavaCodeUnit> readers(JavaField field) {
    return field.getAccessesToSelf().stream()
        .filter(access -> access.getAccessType() == AccessType.GET)
        .map(JavaFieldAccess::getOrigin)
        .filter(reader -> !reader.getName().equals("$values"));
  }
}
