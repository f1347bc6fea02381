package dev.weir.core.pipeline;

import dev.weir.core.connector.LoadPlan;

/**
 * What a run will do with an output of a transform other than the main one.
 *
 * @param transform the transform's index in the pipeline
 * @param transformName the transform's connector
 * @param name the output's name
 * @param target the table at the destination
 */
public record OutputPlan(
    int transform, String transformName, String name, String target, LoadPlan load) {}
