package org.continuum.http;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Discriminator;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.RecordComponentInfo;
import org.jspecify.annotations.Nullable;

/**
 * Makes every schema say what the code already means: a record's component that cannot be null is required, unknown fields
 * are refused, every text, number and list has an end, and a sealed interface is a union told apart by its kind.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class StrictSchemas implements OASFilter {
    private static final DotName NULLABLE = DotName.createSimple("org.jspecify.annotations.Nullable");
    private static final DotName OPTIONAL = DotName.createSimple("java.util.Optional");
    private static final DotName SCHEMA =
            DotName.createSimple("org.eclipse.microprofile.openapi.annotations.media.Schema");
    private static final DotName SUBTYPES = DotName.createSimple("com.fasterxml.jackson.annotation.JsonSubTypes");
    private static final DotName TYPE_INFO = DotName.createSimple("com.fasterxml.jackson.annotation.JsonTypeInfo");
    private static final String HERE = "org.continuum";
    private static final String REF = "#/components/schemas/";
    private static final int MAX_ITEMS = 10_000;
    private static final int MAX_PROPERTIES = 1_000;

    private final Map<String, List<ClassInfo>> classes = new HashMap<>();

    public StrictSchemas(IndexView code) {
        for (ClassInfo known : code.getKnownClasses()) {
            if (known.name().toString().startsWith(HERE)) {
                classes.computeIfAbsent(schemaName(known), name -> new ArrayList<>())
                        .add(known);
            }
        }
    }

    @Override
    public void filterOpenAPI(OpenAPI contract) {
        Components components = contract.getComponents();
        if (components == null || components.getSchemas() == null) {
            return;
        }
        Map<String, Schema> schemas = components.getSchemas();
        schemas.forEach((name, schema) -> {
            basic(name, schema);
            for (ClassInfo known : classes.getOrDefault(name, List.of())) {
                required(schema, known);
                union(schema, known, schemas);
            }
        });
    }

    /** Called for every schema wherever it stands, the inner before the outer. */
    @Override
    public Schema filterSchema(Schema schema) {
        if (is(schema, SchemaType.STRING)) {
            bound(schema);
        } else if (is(schema, SchemaType.INTEGER)) {
            boolean narrow = "int32".equals(schema.getFormat());
            schema.setMinimum(Objects.requireNonNullElse(
                    schema.getMinimum(), BigDecimal.valueOf(narrow ? Integer.MIN_VALUE : Long.MIN_VALUE)));
            schema.setMaximum(Objects.requireNonNullElse(
                    schema.getMaximum(), BigDecimal.valueOf(narrow ? Integer.MAX_VALUE : Long.MAX_VALUE)));
        } else if (is(schema, SchemaType.ARRAY)) {
            schema.setMaxItems(Objects.requireNonNullElse(schema.getMaxItems(), MAX_ITEMS));
        } else if (schema.getProperties() != null
                && schema.getAdditionalPropertiesSchema() == null
                && schema.getAdditionalPropertiesBoolean() == null) {
            schema.setAdditionalPropertiesBoolean(false);
        } else if (schema.getAdditionalPropertiesSchema() != null) {
            schema.setMaxProperties(Objects.requireNonNullElse(schema.getMaxProperties(), MAX_PROPERTIES));
        }
        return schema;
    }

    /** Java's patterns must match the whole text, JSON Schema's any part of it. */
    private static void bound(Schema schema) {
        String pattern = schema.getPattern();
        if (pattern != null && !pattern.startsWith("^")) {
            schema.setPattern("^(?:" + pattern + ")$");
        }
        if (schema.getMaxLength() == null
                && schema.getEnumeration() == null
                && schema.getConstValue() == null
                && schema.getRef() == null) {
            schema.setMaxLength(
                    switch (Objects.requireNonNullElse(schema.getFormat(), "")) {
                        case "date" -> 10;
                        case "date-time" -> 35;
                        case "uuid" -> 36;
                        default -> Limits.STRING_BYTES;
                    });
        }
    }

    /** SmallRye's own components for the types of the JDK have a pattern that any text with an id in it fits. */
    private static void basic(String name, Schema schema) {
        if (name.equals("UUID")) {
            schema.setPattern("^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$");
        }
    }

    private static void required(Schema schema, ClassInfo known) {
        if (!known.isRecord() || schema.getProperties() == null) {
            return;
        }
        List<String> names =
                known.recordComponents().stream().map(RecordComponentInfo::name).toList();
        if (!schema.getProperties().keySet().stream().allMatch(names::contains)) {
            return; // another class of the same name
        }
        for (RecordComponentInfo component : known.recordComponents()) {
            boolean needed = schema.getProperties().containsKey(component.name()) && !mayBeNull(component);
            boolean said = schema.getRequired() != null && schema.getRequired().contains(component.name());
            if (needed && !said) {
                schema.addRequired(component.name());
            }
        }
    }

    private static boolean mayBeNull(RecordComponentInfo component) {
        return component.type().name().equals(OPTIONAL)
                || component.type().hasAnnotation(NULLABLE)
                || component.hasAnnotation(NULLABLE)
                || component.field().type().hasAnnotation(NULLABLE);
    }

    /** Jackson's names of the kinds become the discriminator, and each branch says which kind it is. */
    private static void union(Schema schema, ClassInfo known, Map<String, Schema> schemas) {
        AnnotationInstance subtypes = known.declaredAnnotation(SUBTYPES);
        AnnotationInstance info = known.declaredAnnotation(TYPE_INFO);
        if (subtypes == null || info == null || schema.getOneOf() == null) {
            return;
        }
        String property = info.value("property").asString();
        Map<String, String> mapping = new LinkedHashMap<>();
        for (AnnotationInstance subtype : subtypes.value().asNestedArray()) {
            String branch = subtype.value("value").asClass().name().withoutPackagePrefix();
            String name = branch.substring(branch.lastIndexOf('$') + 1);
            String kind = subtype.value("name").asString();
            mapping.put(kind, REF + name);
            Schema of = schemas.get(name);
            if (of != null) {
                of.addProperty(
                        property,
                        OASFactory.createSchema().addType(SchemaType.STRING).constValue(kind));
                if (of.getRequired() == null || !of.getRequired().contains(property)) {
                    of.addRequired(property);
                }
            }
        }
        Discriminator discriminator =
                OASFactory.createDiscriminator().propertyName(property).mapping(mapping);
        schema.setType(null);
        schema.setDiscriminator(discriminator);
    }

    private static String schemaName(ClassInfo known) {
        AnnotationInstance schema = known.declaredAnnotation(SCHEMA);
        AnnotationValue name = schema == null ? null : schema.value("name");
        if (name != null) {
            return name.asString();
        }
        String simple = known.name().withoutPackagePrefix();
        return simple.substring(simple.lastIndexOf('$') + 1);
    }

    private static boolean is(@Nullable Schema schema, SchemaType type) {
        return schema != null && schema.getType() != null && schema.getType().contains(type);
    }
}
